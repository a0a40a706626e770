"""Staff: who may sign in, and with what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema import connect

_COLUMNS = "id, login, name, role, password_hash, totp_secret, is_active, created_at"

_ADD = text("""
    INSERT INTO staff (login, name, role, password_hash, totp_secret, created_at)
    VALUES (:login, :name, :role, :password_hash, :totp_secret, :created_at)
    ON CONFLICT (login) DO NOTHING RETURNING id
""")
_FIND_BY_LOGIN = text(f"SELECT {_COLUMNS} FROM staff WHERE login = :login")  # noqa: S608
_LIST = text(f"SELECT {_COLUMNS} FROM staff ORDER BY is_active DESC, login")  # noqa: S608
_TABLE_EXISTS = text("SELECT to_regclass('staff') IS NOT NULL")
_LIST_PEOPLE = text("SELECT login, name, is_active FROM staff ORDER BY login")
_SET_CREDENTIALS = text("""
    UPDATE staff SET password_hash = :password_hash, totp_secret = :totp_secret, totp_step = 0
    WHERE login = :login RETURNING id
""")
_SET_PASSWORD = text("UPDATE staff SET password_hash = :password_hash WHERE id = :id")
_CHANGE = text("UPDATE staff SET role = :role, is_active = :is_active WHERE id = :id")
_USE_STEP = text("UPDATE staff SET totp_step = :step WHERE id = :id AND totp_step < :step")
_DROP_CODES = text("DELETE FROM staff_recovery_codes WHERE staff_id = :id")
_PUT_CODES = text("""
    INSERT INTO staff_recovery_codes (staff_id, digest)
    SELECT :id, unnest(CAST(:digests AS bytea[]))
""")
_USE_CODE = text("DELETE FROM staff_recovery_codes WHERE staff_id = :id AND digest = :digest")


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who may sign in; see `storage.models.StaffRow`."""

    id: int
    login: str
    name: str
    role: str
    password_hash: str
    totp_secret: str
    is_active: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """Who somebody of the staff is, in tables of any version."""

    login: str
    name: str
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStaff:
    """Somebody who is still to be added."""

    login: str
    name: str
    role: str
    password_hash: str
    totp_secret: str
    created_at: datetime


async def add(connection: AsyncConnection, new: NewStaff) -> int | None:
    """Add somebody and return their id; None: the login is taken."""
    values = {
        "login": new.login,
        "name": new.name,
        "role": new.role,
        "password_hash": new.password_hash,
        "totp_secret": new.totp_secret,
        "created_at": new.created_at,
    }
    found: int | None = (await connection.execute(_ADD, values)).scalar_one_or_none()
    return found


async def find(connection: AsyncConnection, login: str) -> StaffMember | None:
    """Return somebody by login; None: there is nobody."""
    row = (await connection.execute(_FIND_BY_LOGIN, {"login": login})).one_or_none()
    return StaffMember(*row) if row else None


async def list_all(connection: AsyncConnection) -> tuple[StaffMember, ...]:
    """Return everybody, those who may sign in first."""
    return tuple(StaffMember(*row) for row in await connection.execute(_LIST))


def read_people(url: str) -> tuple[Person, ...]:
    """Read the staff of a database before anything else of it; without tables there is nobody.

    Raises:
        StorageError: the database can't be reached.
    """
    with connect(url) as connection:
        if not connection.execute(_TABLE_EXISTS).scalar_one():
            return ()
        return tuple(Person(*row) for row in connection.execute(_LIST_PEOPLE))


async def set_credentials(
    connection: AsyncConnection, login: str, password_hash: str, totp_secret: str
) -> int | None:
    """Replace password and TOTP secret, and return the id; None: there is nobody."""
    values = {"login": login, "password_hash": password_hash, "totp_secret": totp_secret}
    found: int | None = (await connection.execute(_SET_CREDENTIALS, values)).scalar_one_or_none()
    return found


async def set_password(connection: AsyncConnection, staff_id: int, password_hash: str) -> None:
    """Replace the password."""
    await connection.execute(_SET_PASSWORD, {"id": staff_id, "password_hash": password_hash})


async def change(connection: AsyncConnection, staff_id: int, role: str, *, is_active: bool) -> None:
    """Change what somebody may do."""
    await connection.execute(_CHANGE, {"id": staff_id, "role": role, "is_active": is_active})


async def use_totp_step(connection: AsyncConnection, staff_id: int, step: int) -> bool:
    """Use up a time step's code; False: it, or a later one, was used before."""
    return (await connection.execute(_USE_STEP, {"id": staff_id, "step": step})).rowcount > 0


async def put_recovery_codes(
    connection: AsyncConnection, staff_id: int, digests: Sequence[bytes]
) -> None:
    """Replace somebody's recovery codes."""
    await connection.execute(_DROP_CODES, {"id": staff_id})
    await connection.execute(_PUT_CODES, {"id": staff_id, "digests": list(digests)})


async def use_recovery_code(connection: AsyncConnection, staff_id: int, digest: bytes) -> bool:
    """Use up a recovery code; False: there is no such code."""
    values = {"id": staff_id, "digest": digest}
    return (await connection.execute(_USE_CODE, values)).rowcount > 0
