"""Staff: added and reset with new credentials, which are shown once."""

import asyncio
import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pyotp
from argon2 import PasswordHasher

from bot.errors import SettingsError
from bot.services.roles import Role
from storage import audit, staff, staff_sessions
from storage.crypto import Cipher
from storage.database import Connection, Database

ISSUER = "VNeID support"
RECOVERY_CODES = 10
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look alike."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody signs in with, in plain text: shown once and kept nowhere."""

    login: str
    password: str
    totp_secret: str
    recovery_codes: tuple[str, ...]

    @property
    def otpauth_uri(self) -> str:
        """What an authenticator app reads."""
        return pyotp.TOTP(self.totp_secret).provisioning_uri(name=self.login, issuer_name=ISSUER)


@dataclass(frozen=True, slots=True)
class Hashed:
    """Credentials, as they are stored."""

    password_hash: str
    totp_secret: str
    recovery_digests: tuple[bytes, ...]


def make_credentials(login: str) -> Credentials:
    """Draw new credentials."""
    codes = tuple(f"{_draw(5)}-{_draw(5)}" for _ in range(RECOVERY_CODES))
    password = "-".join(_draw(4) for _ in range(4))
    return Credentials(login, password, pyotp.random_base32(), codes)


def digest_of_code(code: str) -> bytes:
    """Return what is kept of a recovery code; drawn at random, so a plain digest is enough."""
    plain = code.strip().lower().replace(" ", "").replace("-", "")
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).digest()


def purpose_of_totp(login: str) -> str:
    """Name what a TOTP secret is sealed for."""
    return f"staff.totp_secret:{login}"


def _draw(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def checked_login(login: str) -> str:
    """Return a login as it is stored.

    Raises:
        SettingsError: it can't be one.
    """
    login = login.strip().lower()
    if not _LOGIN.fullmatch(login):
        raise SettingsError(
            "a login has 2 to 40 characters: a-z, 0-9, dot, hyphen, underscore; such as officer.3"
        )
    return login


class Staff:
    """Who may sign in.

    Args:
        cipher: keeps TOTP secrets; the password's parameters are argon2-cffi's (RFC 9106).
    """

    def __init__(
        self, database: Database, cipher: Cipher, real_now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._cipher = cipher
        self._real_now = real_now

    async def add(
        self, credentials: Credentials, name: str, role: Role, by: int | None = None
    ) -> bool:
        """Add somebody; False: the login is taken."""
        hashed = await self._hash(credentials)
        now = self._real_now()
        new = staff.NewStaff(
            login=credentials.login,
            name=name,
            role=role.value,
            password_hash=hashed.password_hash,
            totp_secret=hashed.totp_secret,
            created_at=now,
        )
        async with self._database.transaction() as connection:
            added = await staff.add(connection, new)
            if added is None:
                return False
            await staff.put_recovery_codes(connection, added, hashed.recovery_digests)
            await self._note(connection, by, "staff.add", credentials.login, role=role.value)
        return True

    async def reset(self, credentials: Credentials, by: int | None = None) -> bool:
        """Give somebody new credentials and end their sessions; False: there is nobody."""
        hashed = await self._hash(credentials)
        async with self._database.transaction() as connection:
            found = await staff.set_credentials(
                connection, credentials.login, hashed.password_hash, hashed.totp_secret
            )
            if found is None:
                return False
            await staff.put_recovery_codes(connection, found, hashed.recovery_digests)
            await staff_sessions.end_all(connection, found)
            await self._note(connection, by, "staff.reset", credentials.login)
        return True

    async def change(self, login: str, role: Role, *, is_active: bool, by: int) -> bool:
        """Change what somebody may do, at once; False: there is nobody."""
        async with self._database.transaction() as connection:
            found = await staff.find(connection, login)
            if found is None:
                return False
            await staff.change(connection, found.id, role.value, is_active=is_active)
            if not is_active:
                await staff_sessions.end_all(connection, found.id)
            what = {"role": role.value, "is_active": is_active}
            await self._note(connection, by, "staff.change", login, **what)
        return True

    async def everybody(self) -> tuple[staff.StaffMember, ...]:
        """Return all staff."""
        async with self._database.transaction() as connection:
            return await staff.list_all(connection)

    async def _hash(self, credentials: Credentials) -> Hashed:
        password_hash = await asyncio.to_thread(PasswordHasher().hash, credentials.password)
        purpose = purpose_of_totp(credentials.login)
        return Hashed(
            password_hash,
            self._cipher.seal(credentials.totp_secret, purpose),
            tuple(map(digest_of_code, credentials.recovery_codes)),
        )

    async def _note(
        self, connection: Connection, by: int | None, action: str, login: str, **details: object
    ) -> None:
        entry = audit.NewEntry(
            at=self._real_now(),
            staff_id=by,
            action=action,
            subject=f"staff {login}",
            details=details,
        )
        await audit.add(connection, entry)
