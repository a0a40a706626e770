"""Moves live checks on: reads the row, takes the step, stores it, and comes back when it is due.

No transaction is open while the portal is called. Killed between any two lines, the same step is
taken again; what must not happen twice has a key.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.portal_client.outcomes import LiveConsent
from bot.services import consent
from bot.services.live_check.status import Ending, Status
from bot.services.live_check.steps import Steps
from bot.services.live_check.transitions import settle
from storage import jobs, live_checks
from storage.crypto import WrongKey
from storage.database import Connection, Database
from storage.live_checks import LiveCheck

log = structlog.get_logger()

ADVANCE = "advance_live_check"
"""Name of the job."""
OVERDUE = timedelta(seconds=15)
"""A step that is late by so much has lost its job."""
RESULT_KEPT = timedelta(minutes=10)
CHECKS_AT_ONCE = 500


async def begin(
    connection: Connection, conversation_id: int, consent_id: int, number: int, now: datetime
) -> None:
    """Begin a check, in the transaction of the message that agreed to it."""
    check_id = await live_checks.begin(connection, conversation_id, consent_id, number, now)
    await _defer(connection, check_id)


async def cancel(connection: Connection, conversation_id: int, now: datetime) -> None:
    """Withdraw the consent and end what runs, in the transaction of the message that says so."""
    await consent.withdraw(connection, conversation_id, now)
    for check_id in await live_checks.cancel(connection, conversation_id, now):
        await _defer(connection, check_id)


async def forget(connection: Connection, conversation_id: int, now: datetime) -> None:
    """Cancel what runs in a conversation that is being erased, and let it count anew."""
    await cancel(connection, conversation_id, now)
    await live_checks.release_numbers(connection, conversation_id)


class LiveChecks:
    """Moves checks on."""

    def __init__(self, database: Database, steps: Steps, real_now: Callable[[], datetime]) -> None:
        self._database = database
        self._steps = steps
        self._real_now = real_now

    async def advance(self, check_id: int) -> None:
        """Take all steps of a check that are due, then come back when the next one is."""
        while True:
            check, permission = await self._load(check_id)
            if check is None or check.status == Status.CLOSED:
                return None
            if check.next_at > self._real_now():
                return await self._come_back(check)
            moved = await self._step(check, permission)
            if not await self._store(check, moved) or moved.next_at > self._real_now():
                return None

    async def pick_up(self) -> int:
        """Have checks taken up again whose job was lost; return how many."""
        before = self._real_now() - OVERDUE
        async with self._database.transaction() as connection:
            late = await live_checks.list_overdue(connection, before, CHECKS_AT_ONCE)
            for check_id in late:
                await _defer(connection, check_id)
        return len(late)

    async def forget_results(self) -> int:
        """Delete results that were kept for long enough; return how many."""
        async with self._database.transaction() as connection:
            return await live_checks.forget_results(connection, self._real_now() - RESULT_KEPT)

    async def _come_back(self, check: LiveCheck) -> None:
        async with self._database.transaction() as connection:
            await _defer(connection, check.id, check.next_at)

    async def _load(self, check_id: int) -> tuple[LiveCheck | None, LiveConsent | None]:
        async with self._database.transaction() as connection:
            check = await live_checks.find(connection, check_id)
            if check is None:
                return None, None
            now = self._real_now()
            return check, await consent.require_live(connection, check.consent_id, now)

    async def _step(self, check: LiveCheck, permission: LiveConsent | None) -> LiveCheck:
        try:
            return await self._steps.take(check, permission)
        except WrongKey:
            log.exception("live_check_unreadable", check=check.id)
            if check.status == Status.TOLD:
                return replace(check, status=Status.CLOSED, secret=None)
            return replace(settle(check, Ending.BROKEN, self._real_now()), secret=None)

    async def _store(self, check: LiveCheck, moved: LiveCheck) -> bool:
        """Store a step; False: the check was withdrawn, erased or moved on by somebody else."""
        async with self._database.transaction() as connection:
            is_stored = await live_checks.move(connection, moved, self._real_now())
            if is_stored and moved.next_at > self._real_now():
                await _defer(connection, check.id, moved.next_at)
        if is_stored and moved.status != check.status:
            log.info("live_check_moved", check=check.id, to=moved.status, ending=moved.outcome)
        if not is_stored and moved.secret != check.secret:
            await self._steps.revoke(moved.secret)
        return is_stored


async def _defer(connection: Connection, check_id: int, at: datetime | None = None) -> None:
    arguments = {"check_id": check_id}
    await jobs.defer(connection, ADVANCE, arguments, key=f"{ADVANCE}:{check_id}", at=at)
