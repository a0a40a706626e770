"""How many requests came from an address."""

from datetime import datetime

from sqlalchemy import Integer
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Model


class RequestCountRow(Model):
    """Requests of one minute; unlogged, since after a crash nobody misses it.

    Attributes:
        name: keyed name of an address and what it asked for (`storage.crypto`).
        minute: when it began; real time.
    """

    __tablename__ = "request_counts"
    __table_args__ = {"prefixes": ["UNLOGGED"]}  # noqa: RUF012 - read once by SQLAlchemy

    name: Mapped[str] = mapped_column(primary_key=True)
    minute: Mapped[datetime] = mapped_column(primary_key=True)
    requests: Mapped[int] = mapped_column(Integer)
