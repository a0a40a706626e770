"""What staff read and changed; only ever added."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Text, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

_ADD = text("""
    INSERT INTO audit_entries (at, staff_id, action, subject, details)
    VALUES (:at, :staff_id, :action, :subject, :details)
""").bindparams(bindparam("details", type_=JSONB), bindparam("staff_id", type_=BigInteger))
_LIST = text("""
    SELECT entry.id, entry.at, staff.login, entry.action, entry.subject, entry.details
    FROM audit_entries AS entry LEFT JOIN staff ON staff.id = entry.staff_id
    WHERE (:before IS NULL OR entry.id < :before)
        AND (:login IS NULL OR staff.login = :login)
        AND (:subject IS NULL OR entry.subject = :subject)
    ORDER BY entry.id DESC LIMIT :limit
""").bindparams(
    bindparam("before", type_=BigInteger),
    bindparam("login", type_=Text),
    bindparam("subject", type_=Text),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """Something that was done; see `storage.models.AuditEntryRow`."""

    at: datetime
    staff_id: int | None
    action: str
    subject: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log."""

    id: int
    at: datetime
    login: str | None
    action: str
    subject: str
    details: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which lines are wanted; None: any."""

    login: str | None = None
    subject: str | None = None
    before: int | None = None


async def add(connection: AsyncConnection, entry: NewEntry) -> None:
    """Add a line."""
    values = {
        "at": entry.at,
        "staff_id": entry.staff_id,
        "action": entry.action,
        "subject": entry.subject,
        "details": dict(entry.details),
    }
    await connection.execute(_ADD, values)


async def list_newest(connection: AsyncConnection, wanted: Filter, limit: int) -> tuple[Entry, ...]:
    """Return the newest lines that fit."""
    values = {
        "before": wanted.before,
        "login": wanted.login,
        "subject": wanted.subject,
        "limit": limit,
    }
    return tuple(Entry(*row) for row in await connection.execute(_LIST, values))
