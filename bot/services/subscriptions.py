"""Reminds citizens, in their conversation, of what they asked to be reminded of there.

The channel proves that the number or chat is theirs: they wrote from it.
"""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.clock import VIETNAM, Clock, business_day
from bot.services import consent
from bot.services.campaigns.windows import Window
from storage import reminder_subscriptions
from storage.database import Connection, Database
from storage.reminder_subscriptions import NewSubscription, Subscription

AT_HOUR = 9
"""In Vietnam; within the hours at which people may be written to."""
AT_ONCE = 200


async def subscribe(
    connection: Connection,
    conversation_id: int,
    values: Mapping[str, Any],
    language: str,
    now: datetime,
) -> None:
    """Keep the consent of the message that was recorded last, and what it is for.

    Args:
        connection: inside the turn's transaction.
        conversation_id: where the citizen is reminded.
        values: `wanted`, with kind, day and steps of each; `today`; `text_version`.
        language: the consent was read in.
        now: real time.
    """
    consent_id = await consent.give(
        connection,
        conversation_id,
        text_version=values["text_version"],
        language=language,
        now=now,
        purpose=consent.REMINDERS,
    )
    today = date.fromisoformat(values["today"])
    for one in values["wanted"]:
        due_on = date.fromisoformat(one["on"])
        new = NewSubscription(
            kind=one["kind"],
            due_on=due_on,
            steps=one["steps"],
            ends_on_link=one["ends_on_link"],
            consent_id=consent_id,
            next_at=next_step(due_on, one["steps"], today),
        )
        await reminder_subscriptions.put(connection, conversation_id, new)


async def unsubscribe(connection: Connection, conversation_id: int, now: datetime) -> None:
    """End all reminders of a conversation and withdraw the consent."""
    await reminder_subscriptions.forget(connection, conversation_id)
    await consent.withdraw(connection, conversation_id, now, purpose=consent.REMINDERS)


def next_step(due_on: date, steps: Sequence[int], after: date) -> datetime | None:
    """Return when the next reminder after a day is due; None: there is none left."""
    days = (due_on - timedelta(days=step) for step in sorted(steps, reverse=True))
    day = next((day for day in days if day > after), None)
    return datetime.combine(day, time(AT_HOUR), VIETNAM) if day else None


class Subscriptions:
    """Tells what is due.

    Args:
        tell: has a conversation take in news, once for a key, and sends what the bot says.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        tell: Callable[[int, str, str], Awaitable[None]],
    ) -> None:
        self._database = database
        self._clock = clock
        self._tell = tell
        self._window = Window()

    async def remind(self) -> None:
        """Remind of everything that is due now."""
        now = self._clock.now()
        async with self._database.transaction() as connection:
            due = await reminder_subscriptions.list_due(connection, now, AT_ONCE)
        for one in due:
            await self._remind(one, now)

    async def _remind(self, one: Subscription, now: datetime) -> None:
        today = business_day(now)
        if not await self._may_be_told(one, now):
            return
        # Told twice it is told once: the key names the step, whoever dies in between.
        days = (one.due_on - today).days
        news = {
            "reminder_kind": one.kind,
            "reminder_day": one.due_on.isoformat(),
            "reminder_days": str(days),
        }
        key = f"reminder {one.id} {one.due_on} {business_day(one.next_at)}"
        await self._tell(one.conversation_id, f"/external_reminder{json.dumps(news)}", key)
        async with self._database.transaction() as connection:
            after = next_step(one.due_on, one.steps, today)
            await reminder_subscriptions.move_on(connection, one, after, today)

    async def _may_be_told(self, one: Subscription, now: datetime) -> bool:
        """Tell whether a reminder may go out now; else keep when it may, or that it is over."""
        today = business_day(now)
        async with self._database.transaction() as connection:
            bars = await reminder_subscriptions.find_bars(connection, one, today)
            if bars is None:
                return False
            if today >= one.due_on or bars.has_opted_out:
                after = next_step(one.due_on, one.steps, today)
                await reminder_subscriptions.move_on(connection, one, after)
                return False
            if not self._window.is_open(now):
                opens = self._window.next_opening(now)
                await reminder_subscriptions.move_on(connection, one, opens)
                return False
            if bars.was_reminded_today:
                tomorrow = self._window.next_day(now)
                await reminder_subscriptions.move_on(connection, one, tomorrow)
                return False
        return True
