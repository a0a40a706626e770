"""One-time codes that join a citizen's conversations, and how often they were guessed at."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Model


class JoinCodeRow(Model):
    """The code that one conversation shows; a new one takes the place of the last.

    Attributes:
        digest: the code's keyed name (`storage.crypto`); the code itself stands in no row.
        expires_at: real time.
    """

    __tablename__ = "join_codes"
    __table_args__ = (Index("ux_join_codes_digest", "digest", unique=True),)

    conversation_id: Mapped[int] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
    )
    digest: Mapped[str]
    expires_at: Mapped[datetime]


class JoinTriesRow(Model):
    """Wrong codes, counted from a moment on.

    Attributes:
        name: keyed name of who guessed, or `all`.
        began_at: when the first of them came in; real time.
    """

    __tablename__ = "join_tries"

    name: Mapped[str] = mapped_column(primary_key=True)
    tries: Mapped[int]
    began_at: Mapped[datetime]
