"""Staff sessions: begun after sign-in, ended by hand, by idleness or by age."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.services.roles import Permission, Role, is_allowed
from storage import audit, staff_sessions
from storage.database import Database
from storage.staff_sessions import Limits, OpenSession

IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=12)
"""A working day; whoever works longer signs in again."""
_BROWSER_CHARACTERS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Whoever a request is made by.

    Attributes:
        csrf_token: stands in every form of this session and of no other.
    """

    session_id: int
    staff_id: int
    login: str
    name: str
    role: Role
    csrf_token: str

    def may(self, permission: Permission | str) -> bool:
        """Whether the role allows it."""
        return is_allowed(self.role, Permission(permission))


class Sessions:
    """The browsers that are signed in."""

    def __init__(self, database: Database, real_now: Callable[[], datetime]) -> None:
        self._database = database
        self._real_now = real_now

    async def begin(self, staff_id: int, login: str, browser: str) -> str:
        """Sign a browser in and return its cookie."""
        cookie, now = secrets.token_urlsafe(32), self._real_now()
        entry = audit.NewEntry(
            at=now, staff_id=staff_id, action="sign_in", subject=f"staff {login}"
        )
        async with self._database.transaction() as connection:
            await staff_sessions.end_old(connection, self._limits(now))
            await staff_sessions.add(
                connection, _digest(cookie), staff_id, browser[:_BROWSER_CHARACTERS], now
            )
            await audit.add(connection, entry)
        return cookie

    async def find(self, cookie: str, *, is_act: bool = True) -> Officer | None:
        """Return who a cookie belongs to; None: nobody, or the session is over.

        Args:
            cookie: as the browser sent it.
            is_act: False for what a page fetches by itself: that keeps nobody signed in.
        """
        if not cookie:
            return None
        now = self._real_now()
        async with self._database.transaction() as connection:
            live = await staff_sessions.see(
                connection, _digest(cookie), self._limits(now), now, is_act=is_act
            )
        if live is None:
            return None
        return Officer(
            session_id=live.id,
            staff_id=live.staff_id,
            login=live.login,
            name=live.name,
            role=Role(live.role),
            csrf_token=_csrf_token(cookie),
        )

    async def list_open(self, officer: Officer) -> tuple[OpenSession, ...]:
        """Return an officer's own sessions."""
        async with self._database.transaction() as connection:
            limits = self._limits(self._real_now())
            return await staff_sessions.list_open(connection, officer.staff_id, limits)

    async def end(self, officer: Officer, session_id: int) -> bool:
        """End one of an officer's own sessions; False: it is not theirs, or gone."""
        entry = audit.NewEntry(
            at=self._real_now(),
            staff_id=officer.staff_id,
            action="sign_out",
            subject=f"staff {officer.login}",
        )
        async with self._database.transaction() as connection:
            is_ended = await staff_sessions.end(connection, officer.staff_id, session_id)
            if is_ended:
                await audit.add(connection, entry)
        return is_ended

    def _limits(self, now: datetime) -> Limits:
        return Limits(began_after=now - LONGEST, seen_after=now - IDLE)


def _digest(cookie: str) -> bytes:
    return hashlib.sha256(cookie.encode("utf-8", "surrogatepass")).digest()


def _csrf_token(cookie: str) -> str:
    """Return a token that only who has the cookie can make, and that doesn't give it away."""
    return hmac.new(cookie.encode("utf-8", "surrogatepass"), b"form", hashlib.sha256).hexdigest()
