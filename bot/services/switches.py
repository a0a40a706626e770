"""Switches: what is off, asked before every turn and every sending."""

import time
from collections.abc import Callable, Collection
from datetime import datetime
from enum import StrEnum

from bot.messages import Language
from storage import audit, switches
from storage.database import Database
from storage.switches import NewSwitch, SwitchedOff

READ_AGAIN_SECONDS = 2.0
"""So late at most a switch takes effect in other processes."""


class SwitchKind(StrEnum):
    """What can be switched off."""

    CHANNEL = "channel"
    """A way in: messages are answered with the safe message."""
    TOPIC = "topic"
    """A subject: questions about it are answered with the safe message."""
    PROVIDER = "provider"
    """A way out: deliveries wait."""


class Switches:
    """Knows what is off."""

    def __init__(self, database: Database, real_now: Callable[[], datetime]) -> None:
        self._database = database
        self._real_now = real_now
        self._off: dict[tuple[str, str], SwitchedOff] = {}
        self._read_at = float("-inf")

    async def look(self) -> Collection[SwitchedOff]:
        """Return all that is off, as it was at most a moment ago."""
        if time.monotonic() - self._read_at > READ_AGAIN_SECONDS:
            await self.list_off()
        return self._off.values()

    async def find_off(self, kind: SwitchKind, name: str) -> SwitchedOff | None:
        """Return why something is off; None: it is on."""
        await self.look()
        return self._off.get((kind.value, name))

    async def list_off(self) -> tuple[SwitchedOff, ...]:
        """Return all that is off, as the database has it."""
        async with self._database.transaction() as connection:
            found = await switches.list_off(connection)
        self._off = {(one.kind, one.name): one for one in found}
        self._read_at = time.monotonic()
        return found

    async def turn_off(self, new: NewSwitch) -> None:
        """Switch something off."""
        now = self._real_now()
        details = {"reason": new.reason}
        async with self._database.transaction() as connection:
            await switches.turn_off(connection, new, now)
            await audit.add(
                connection, _entry(now, new.staff_id, "switch.off", new.kind, new.name, details)
            )
        await self.list_off()

    async def turn_on(self, kind: SwitchKind, name: str, staff_id: int) -> None:
        """Switch something on; harmless where it is."""
        now = self._real_now()
        async with self._database.transaction() as connection:
            if await switches.turn_on(connection, kind.value, name):
                entry = _entry(now, staff_id, "switch.on", kind.value, name, {})
                await audit.add(connection, entry)
        await self.list_off()


def message_of(off: SwitchedOff, language: Language) -> str:
    """Return what citizens are told."""
    return off.message_vi if language is Language.VI else off.message_en


def _entry(
    now: datetime, staff_id: int, action: str, kind: str, name: str, details: dict[str, str]
) -> audit.NewEntry:
    return audit.NewEntry(
        at=now, staff_id=staff_id, action=action, subject=f"{kind} {name}", details=details
    )
