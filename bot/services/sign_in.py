"""Signing in: password, then a code; counted, slowed down and locked when it fails."""

import asyncio
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from bot.services.staff import digest_of_code, purpose_of_totp
from storage import audit, sign_in_tries, staff
from storage.crypto import Cipher
from storage.database import Connection, Database
from storage.staff import StaffMember

FREE_TRIES = 6
"""Password and code of one honest sign-in are two."""
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
"""Long enough against guessing; short, as whoever knows a login can lock its owner out."""
STEP_SECONDS = 30
_LONGEST_PASSWORD = 200
_CODE_CHARACTERS = 6


@dataclass(frozen=True, slots=True)
class Locked:
    """Nobody is let in under this name before `until`."""

    until: datetime


@cache
def _nobody() -> str:
    """Return a hash to compare with where there is nobody, so that both take as long."""
    return PasswordHasher().hash("nobody")


def wait_after(tries: int) -> timedelta | None:
    """Return how long a name is locked after so many tries; None: it is not."""
    if tries < FREE_TRIES:
        return None
    doubled: timedelta = FIRST_WAIT * 2 ** min(tries - FREE_TRIES, 10)
    return min(doubled, LONGEST_WAIT)


class SignIn:
    """Checks who somebody is, in two steps."""

    def __init__(
        self, database: Database, cipher: Cipher, real_now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._cipher = cipher
        self._real_now = real_now

    async def check_password(self, login: str, password: str) -> StaffMember | Locked | None:
        """Take the first step; None: login or password is wrong, which one is not told."""
        locked = await self._count(login)
        if locked is not None:
            return locked
        async with self._database.transaction() as connection:
            found = await staff.find(connection, login)
        known = found if found is not None and found.is_active else None
        against = known.password_hash if known is not None else _nobody()
        is_right = await asyncio.to_thread(_is_right, against, password[:_LONGEST_PASSWORD])
        if known is None or not is_right:
            await self._note(None, "sign_in.password_refused", login)
            return None
        return known

    async def check_code(self, login: str, code: str) -> StaffMember | Locked | None:
        """Take the second step, with a code of the app or a recovery code; None: it is wrong."""
        locked = await self._count(login)
        if locked is not None:
            return locked
        async with self._database.transaction() as connection:
            found = await staff.find(connection, login)
            if found is None or not found.is_active:
                return None
            if await self._use_code(connection, found, "".join(code.split())):
                await sign_in_tries.clear(connection, _digest(login), self._real_now())
                return found
        await self._note(found.id, "sign_in.code_refused", login)
        return None

    async def _count(self, login: str) -> Locked | None:
        """Count the try before it is checked: tries at the same time don't slip through."""
        now, digest = self._real_now(), _digest(login)
        async with self._database.transaction() as connection:
            tries = await sign_in_tries.count(connection, digest, now)
            wait = wait_after(tries.count)
            if tries.locked_until is None and wait is not None:
                await sign_in_tries.lock(connection, digest, now + wait)
        return Locked(tries.locked_until) if tries.locked_until is not None else None

    async def _use_code(self, connection: Connection, found: StaffMember, code: str) -> bool:
        if len(code) != _CODE_CHARACTERS:
            return await staff.use_recovery_code(connection, found.id, digest_of_code(code))
        secret = self._cipher.open(found.totp_secret, purpose_of_totp(found.login))
        step = _step_of(secret, code, self._real_now())
        return step is not None and await staff.use_totp_step(connection, found.id, step)

    async def _note(self, staff_id: int | None, action: str, login: str) -> None:
        # A password typed into the wrong field must not end up in the log.
        subject = f"staff {login}" if staff_id is not None else "staff ?"
        entry = audit.NewEntry(
            at=self._real_now(), staff_id=staff_id, action=action, subject=subject
        )
        async with self._database.transaction() as connection:
            await audit.add(connection, entry)


def _digest(login: str) -> bytes:
    return hashlib.sha256(login.encode("utf-8", "surrogatepass")).digest()


def _is_right(password_hash: str, password: str) -> bool:
    try:
        return PasswordHasher().verify(password_hash, password)
    except VerificationError:
        return False


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the time step whose code it is: this one, the last or the next; None: none of them."""
    totp, this = pyotp.TOTP(secret), int(now.timestamp()) // STEP_SECONDS
    given = code.encode("utf-8", "surrogatepass")
    fitting = [
        step
        for step in (this - 1, this, this + 1)
        if hmac.compare_digest(totp.generate_otp(step).encode(), given)
    ]
    return fitting[-1] if fitting else None
