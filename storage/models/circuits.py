"""Circuits: whether another program is called at all, known to all processes."""

from datetime import datetime

from sqlalchemy import Integer, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Model


class CircuitRow(Model):
    """The state of one circuit.

    Attributes:
        name: of the program that is called.
        failures: calls in a row that failed, of all processes.
        open_until: nobody calls before, in real time; None: it works.
    """

    __tablename__ = "circuits"

    name: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    open_until: Mapped[datetime | None]
