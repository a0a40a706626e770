"""Who wants no more messages, and the proof of it."""

from datetime import datetime

from sqlalchemy import BigInteger, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Model


class OptoutRow(Model):
    """One address that opted out, from then until it opted in again; rows are never removed.

    It outlives the conversation, and tells no number: `sender_id` is the keyed index.

    Attributes:
        decided_by: citizen, officer or provider.
        proof: the words that were sent, that the bot was blocked, the officer's name, the
            provider's code. Unblocking ends a block, and nothing that was said in words.
        ended_at: when it was taken back; None: it is in force.
    """

    __tablename__ = "optouts"
    __table_args__ = (
        Index(
            "uq_optouts_in_force",
            "channel",
            "sender_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    channel: Mapped[str]
    sender_id: Mapped[str]
    decided_at: Mapped[datetime]
    decided_by: Mapped[str]
    proof: Mapped[str]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]
    end_proof: Mapped[str | None]
