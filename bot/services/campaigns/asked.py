"""Who asks for something about a campaign, and how it is kept that they did."""

from dataclasses import dataclass
from datetime import datetime

from storage import audit, campaign_decisions
from storage.campaign_decisions import Decided
from storage.database import Connection

DRAFTED, CAPS_CHANGED = "drafted", "caps changed"
"""Decisions whose authors can't approve the campaign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asks, and when in business and real time.

    Attributes:
        by: their login.
        staff_id: theirs, for the audit log; None: a test or a measurement asks.
    """

    by: str
    business: datetime
    real: datetime
    staff_id: int | None = None


async def keep_decision(
    connection: Connection, campaign_id: int, asked: Asked, decision: str, note: str | None
) -> None:
    """Keep who decided what, with the campaign and in the audit log."""
    decided = Decided(asked.real, asked.by, decision, note)
    await campaign_decisions.add(connection, campaign_id, decided)
    await note_act(
        connection,
        asked,
        f"campaign.{decision.replace(' ', '_')}",
        f"campaign {campaign_id}",
        **({} if note is None else {"note": note}),
    )


async def note_act(
    connection: Connection, asked: Asked, action: str, subject: str, **details: object
) -> None:
    """Keep in the audit log that somebody did something about reminders."""
    entry = audit.NewEntry(
        at=asked.real, staff_id=asked.staff_id, action=action, subject=subject, details=details
    )
    await audit.add(connection, entry)
