"""Tries to sign in under a name, counted before they are checked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection

FORGET_AFTER = timedelta(days=1)

_COUNT = text("""
    INSERT INTO sign_in_tries AS old (digest, tries, tried_at)
    VALUES (:digest, 1, :now)
    ON CONFLICT (digest) DO UPDATE SET
        tries = CASE WHEN old.tried_at < :forgotten THEN 1
            WHEN old.locked_until > :now THEN old.tries ELSE old.tries + 1 END,
        tried_at = CASE WHEN old.locked_until > :now THEN old.tried_at ELSE :now END
    RETURNING tries, CASE WHEN locked_until > :now THEN locked_until END
""")
_LOCK = text("UPDATE sign_in_tries SET locked_until = :until WHERE digest = :digest").bindparams(
    bindparam("until", type_=TIMESTAMP(timezone=True))
)
_CLEAR = text("DELETE FROM sign_in_tries WHERE digest = :digest OR tried_at < :forgotten")


@dataclass(frozen=True, slots=True)
class Tries:
    """How often it was tried, this try included; `locked_until`: none is let in before."""

    count: int
    locked_until: datetime | None


async def count(connection: AsyncConnection, digest: bytes, now: datetime) -> Tries:
    """Count a try, unless the name is locked; the row stays locked until the transaction ends."""
    values = {"digest": digest, "now": now, "forgotten": now - FORGET_AFTER}
    return Tries(*(await connection.execute(_COUNT, values)).one())


async def lock(connection: AsyncConnection, digest: bytes, until: datetime) -> None:
    """Let nobody in under the name before `until`."""
    await connection.execute(_LOCK, {"digest": digest, "until": until})


async def clear(connection: AsyncConnection, digest: bytes, now: datetime) -> None:
    """Forget the tries of a name that got in, and those of long ago."""
    await connection.execute(_CLEAR, {"digest": digest, "forgotten": now - FORGET_AFTER})
