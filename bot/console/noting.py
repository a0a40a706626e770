"""Writes down what staff read and did."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.services.sessions import Officer
from storage import audit
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Noting:
    """Adds to the audit log; times are real time."""

    database: Database
    real_now: Callable[[], datetime]

    async def note(self, officer: Officer, action: str, subject: str, **details: object) -> None:
        """Write down one thing somebody read or did."""
        entry = audit.NewEntry(
            at=self.real_now(),
            staff_id=officer.staff_id,
            action=action,
            subject=subject,
            details=details,
        )
        async with self.database.transaction() as connection:
            await audit.add(connection, entry)
