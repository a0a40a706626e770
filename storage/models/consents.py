"""What citizens agreed to, with the proof of it."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Model


class ConsentRow(Model):
    """One consent; times are real time.

    Attributes:
        purpose: what it allows, and nothing else: `link_check` or `reminders`.
        text_version: names the text that was agreed to.
        language: the language it was read in.
        sequence: number of the message that gave it, within its conversation.
        withdrawn_at: None: it was not withdrawn.
    """

    __tablename__ = "consents"
    __table_args__ = (Index("ix_consents_conversation_id", "conversation_id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    purpose: Mapped[str]
    text_version: Mapped[str]
    language: Mapped[str]
    sequence: Mapped[int]
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
