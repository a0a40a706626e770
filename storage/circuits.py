"""Circuits: every process sees when another program fails, and all stop calling it for a while."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection

_FIND = text("SELECT failures, open_until FROM circuits WHERE name = :name AND failures > 0")

_FAIL = text("""
    INSERT INTO circuits (name, failures) VALUES (:name, 1)
    ON CONFLICT (name) DO UPDATE SET
        failures = circuits.failures + 1,
        open_until = CASE
            WHEN circuits.failures + 1 >= :most THEN :open_until ELSE circuits.open_until
        END
""").bindparams(bindparam("open_until", type_=TIMESTAMP(timezone=True)))

_SUCCEED = text("UPDATE circuits SET failures = 0, open_until = NULL WHERE name = :name")


@dataclass(frozen=True, slots=True)
class Circuit:
    """A circuit that saw failures; see `storage.models.CircuitRow`."""

    failures: int
    open_until: datetime | None


async def find(connection: AsyncConnection, name: str) -> Circuit | None:
    """Return a circuit that saw failures; None: all is well."""
    row = (await connection.execute(_FIND, {"name": name})).one_or_none()
    return Circuit(*row) if row else None


async def fail(connection: AsyncConnection, name: str, most: int, open_until: datetime) -> None:
    """Note a failed call; with `most` in a row the circuit opens."""
    values = {"name": name, "most": most, "open_until": open_until}
    await connection.execute(_FAIL, values)


async def succeed(connection: AsyncConnection, name: str) -> None:
    """Note a call that worked."""
    await connection.execute(_SUCCEED, {"name": name})
