"""What citizens thought of the answers."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Model


class RatingRow(Model):
    """What a citizen thought of one answer; a second press changes the first.

    `answer` names the wording, `content` the version of the content it belongs to.
    """

    __tablename__ = "ratings"

    conversation_id: Mapped[int] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
    )
    answer: Mapped[str] = mapped_column(primary_key=True)
    rating: Mapped[str]
    reason: Mapped[str | None]
    language: Mapped[str]
    content: Mapped[str]
    rated_at: Mapped[datetime]
