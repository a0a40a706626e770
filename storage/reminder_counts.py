"""Counts of an audience and of a campaign's reminders, for dry runs and reports."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.reminder_subscriptions import ASKED_IN_CHAT

# Every delivery is read once: a campaign is counted when somebody asks, not while it sends.
_BY_FATE = text("""
    SELECT days_before, status, reason, count(*), coalesce(sum(segments) FILTER (
        WHERE status IN ('sending', 'sent', 'delivered', 'unknown') OR provider_id IS NOT NULL
    ), 0)
    FROM reminder_deliveries WHERE campaign_id = :campaign_id
    GROUP BY days_before, status, reason ORDER BY days_before DESC, status, reason
""")

_AUDIENCE = text(f"""
    SELECT recipients.language,
        CASE
            WHEN phone IS NULL THEN 'no_consent'
            WHEN optouts.sender_id IS NOT NULL THEN 'opted_out'
            WHEN :ends_on_link AND linked_at IS NOT NULL THEN 'linked'
            WHEN suppressed IS NOT NULL THEN 'suppressed'
            WHEN do_not_call.phone_index IS NOT NULL THEN 'do_not_call'
            WHEN {ASKED_IN_CHAT} THEN 'asked_in_chat'
        END AS objection,
        count(*)
    FROM reminder_audience_members
    JOIN reminder_recipients AS recipients ON recipients.id = recipient_id
    LEFT JOIN do_not_call USING (phone_index)
    LEFT JOIN optouts ON channel = 'sms' AND sender_id = phone_index AND ended_at IS NULL
    WHERE audience_id = :audience_id
    GROUP BY 1, 2 ORDER BY 1, 2
""")  # noqa: S608 - constants

_MEMBERS = text("SELECT count(*) FROM reminder_audience_members WHERE audience_id = :id")
_TIMES = text("""
    SELECT min(claimed_at), max(claimed_at) FROM reminder_deliveries
    WHERE campaign_id = :campaign_id AND claimed_at IS NOT NULL
""")


@dataclass(frozen=True, slots=True)
class FateCount:
    """How many reminders of a step came to one end, and what they cost."""

    days_before: int
    status: str
    reason: str | None
    reminders: int
    segments: int


@dataclass(frozen=True, slots=True)
class AudienceCount:
    """How many people of an audience read a language, and what speaks against writing to them."""

    language: str
    objection: str | None
    people: int


async def list_fates(connection: AsyncConnection, campaign_id: int) -> tuple[FateCount, ...]:
    """Return what became of a campaign's reminders, the earliest step first."""
    rows = await connection.execute(_BY_FATE, {"campaign_id": campaign_id})
    return tuple(FateCount(*row) for row in rows)


async def list_audience(
    connection: AsyncConnection, audience_id: int, deadline: str, *, ends_on_link: bool
) -> tuple[AudienceCount, ...]:
    """Return who is in an audience, and whom a campaign for a deadline would leave out."""
    values = {"audience_id": audience_id, "deadline": deadline, "ends_on_link": ends_on_link}
    return tuple(AudienceCount(*row) for row in await connection.execute(_AUDIENCE, values))


async def count_members(connection: AsyncConnection, audience_id: int) -> int:
    """Return how many people are in an audience."""
    return int((await connection.execute(_MEMBERS, {"id": audience_id})).scalar_one())


async def find_times(
    connection: AsyncConnection, campaign_id: int
) -> tuple[datetime | None, datetime | None]:
    """Return when the first and the last reminder were claimed, in real time."""
    row = (await connection.execute(_TIMES, {"campaign_id": campaign_id})).one()
    return row[0], row[1]
