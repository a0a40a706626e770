"""Browsers that are signed in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_ADD = text("""
    INSERT INTO staff_sessions (digest, staff_id, browser, created_at, seen_at)
    VALUES (:digest, :staff_id, :browser, :now, :now)
""")
# Written once a minute at most: a page of an officer makes many requests.
_SEE = text("""
    WITH live AS (
        SELECT session.id, session.staff_id, session.created_at, session.seen_at,
            staff.login, staff.name, staff.role
        FROM staff_sessions AS session JOIN staff ON staff.id = session.staff_id
        WHERE session.digest = :digest AND staff.is_active
            AND session.created_at > :began_after AND session.seen_at > :seen_after
    ), seen AS (
        UPDATE staff_sessions SET seen_at = :now FROM live
        WHERE :is_act AND staff_sessions.id = live.id
            AND live.seen_at < CAST(:now AS timestamptz) - interval '1 minute'
    )
    SELECT id, staff_id, login, name, role FROM live
""")
_LIST = text("""
    SELECT id, browser, created_at, seen_at FROM staff_sessions
    WHERE staff_id = :staff_id AND created_at > :began_after AND seen_at > :seen_after
    ORDER BY seen_at DESC
""")
_END = text("DELETE FROM staff_sessions WHERE id = :id AND staff_id = :staff_id")
_END_ALL = text("DELETE FROM staff_sessions WHERE staff_id = :staff_id AND id <> :kept")
_END_OLD = text("DELETE FROM staff_sessions WHERE created_at <= :began_after")


@dataclass(frozen=True, slots=True)
class Limits:
    """From when on a session must have begun, and have been seen, to be live."""

    began_after: datetime
    seen_after: datetime


@dataclass(frozen=True, slots=True)
class LiveSession:
    """Who a browser is signed in as."""

    id: int
    staff_id: int
    login: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A live session, as its owner sees it."""

    id: int
    browser: str
    created_at: datetime
    seen_at: datetime


async def add(
    connection: AsyncConnection, digest: bytes, staff_id: int, browser: str, now: datetime
) -> None:
    """Sign a browser in."""
    values = {"digest": digest, "staff_id": staff_id, "browser": browser, "now": now}
    await connection.execute(_ADD, values)


async def see(
    connection: AsyncConnection, digest: bytes, limits: Limits, now: datetime, *, is_act: bool
) -> LiveSession | None:
    """Return the live session of a cookie; None: there is none, or its owner was shut out.

    Args:
        connection: inside a transaction.
        digest: of the cookie.
        limits: which sessions are live.
        now: real time.
        is_act: whether a person did something; what a page fetches by itself keeps nobody in.
    """
    values = {
        "digest": digest,
        "began_after": limits.began_after,
        "seen_after": limits.seen_after,
        "now": now,
        "is_act": is_act,
    }
    row = (await connection.execute(_SEE, values)).one_or_none()
    return LiveSession(*row) if row else None


async def list_open(
    connection: AsyncConnection, staff_id: int, limits: Limits
) -> tuple[OpenSession, ...]:
    """Return somebody's live sessions, the newest first."""
    values = {
        "staff_id": staff_id,
        "began_after": limits.began_after,
        "seen_after": limits.seen_after,
    }
    return tuple(OpenSession(*row) for row in await connection.execute(_LIST, values))


async def end(connection: AsyncConnection, staff_id: int, session_id: int) -> bool:
    """End one of somebody's sessions; False: it is not theirs, or gone."""
    values = {"id": session_id, "staff_id": staff_id}
    return (await connection.execute(_END, values)).rowcount > 0


async def end_all(connection: AsyncConnection, staff_id: int, kept: int = 0) -> None:
    """End all of somebody's sessions but one."""
    await connection.execute(_END_ALL, {"staff_id": staff_id, "kept": kept})


async def end_old(connection: AsyncConnection, limits: Limits) -> None:
    """Remove sessions that are over."""
    await connection.execute(_END_OLD, {"began_after": limits.began_after})
