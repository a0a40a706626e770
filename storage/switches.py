"""What has been switched off, why, and what citizens are told."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_LIST = text("""
    SELECT switches.kind, switches.name, switches.reason, switches.message_vi,
        switches.message_en, staff.login, switches.switched_at
    FROM switches JOIN staff ON staff.id = switches.staff_id ORDER BY kind, name
""")
_OFF = text("""
    INSERT INTO switches (kind, name, reason, message_vi, message_en, staff_id, switched_at)
    VALUES (:kind, :name, :reason, :message_vi, :message_en, :staff_id, :now)
    ON CONFLICT (kind, name) DO UPDATE SET reason = excluded.reason,
        message_vi = excluded.message_vi, message_en = excluded.message_en,
        staff_id = excluded.staff_id, switched_at = excluded.switched_at
""")
_ON = text("DELETE FROM switches WHERE kind = :kind AND name = :name")


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """Something that is off; see `storage.models.SwitchRow`."""

    kind: str
    name: str
    reason: str
    message_vi: str
    message_en: str
    login: str
    switched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSwitch:
    """Something that is to be off."""

    kind: str
    name: str
    reason: str
    message_vi: str
    message_en: str
    staff_id: int


async def list_off(connection: AsyncConnection) -> tuple[SwitchedOff, ...]:
    """Return all that is off."""
    return tuple(SwitchedOff(*row) for row in await connection.execute(_LIST))


async def turn_off(connection: AsyncConnection, new: NewSwitch, now: datetime) -> None:
    """Switch something off, or change why."""
    values = {
        "kind": new.kind,
        "name": new.name,
        "reason": new.reason,
        "message_vi": new.message_vi,
        "message_en": new.message_en,
        "staff_id": new.staff_id,
        "now": now,
    }
    await connection.execute(_OFF, values)


async def turn_on(connection: AsyncConnection, kind: str, name: str) -> bool:
    """Switch something on; False: it was on."""
    return (await connection.execute(_ON, {"kind": kind, "name": name})).rowcount > 0
