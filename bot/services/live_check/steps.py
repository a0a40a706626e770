"""The steps of a live check: each calls the portal or tells the citizen, and says what is next."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from bot.portal_client.client import PortalClient
from bot.portal_client.outcomes import (
    Codes,
    Expired,
    GivenBack,
    Granted,
    LinkStatus,
    LiveConsent,
    Misconfigured,
    Pending,
    Refused,
    SlowDown,
    Trouble,
    Unavailable,
    Untrusted,
    Worthless,
)
from bot.services.live_check import waits
from bot.services.live_check.circuit import Circuit
from bot.services.live_check.news import Tell, code_news, ending_news, key, slow_news
from bot.services.live_check.secret import CODE, TOKEN, Secret
from bot.services.live_check.status import Ending, Status
from bot.services.live_check.transitions import after, is_over, seen, settle
from storage.crypto import Cipher
from storage.live_checks import LiveCheck

T = TypeVar("T")

_ENDINGS: Mapping[type, Ending] = {
    Refused: Ending.REFUSED,
    Expired: Ending.EXPIRED,
    Worthless: Ending.LOST,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the steps work with.

    Attributes:
        tell: tells a conversation the news.
        real_now: real time, in UTC.
        business_now: the time that the portal's `as_of` is compared with; None: it can't be.
    """

    portal: PortalClient
    circuit: Circuit
    cipher: Cipher
    tell: Tell
    real_now: Callable[[], datetime]
    business_now: Callable[[], datetime] | None


class Steps:
    """Takes one step of a check; what it returns is still to be stored."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    @property
    def _now(self) -> datetime:
        return self._around.real_now()

    def _business_now(self) -> datetime | None:
        return self._around.business_now() if self._around.business_now else None

    async def take(self, check: LiveCheck, consent: LiveConsent | None) -> LiveCheck:
        """Return the check one step on.

        Raises:
            WrongKey: the secret was sealed with another key.
        """
        status = Status(check.status)
        if status is Status.SETTLED:
            return await self._tell_ending(check)
        if status is Status.TOLD:
            return await self._give_back(check)
        if status is Status.CLOSED:
            return check
        if consent is None:
            return settle(check, Ending.EXPIRED, self._now)
        return await self._go_on(check, consent)

    async def revoke(self, sealed: str | None) -> GivenBack | Trouble:
        """Give a token back; a device code that brought none ends by itself.

        Raises:
            WrongKey: the secret was sealed with another key.
        """
        secret = Secret.opened(self._around.cipher, sealed) if sealed else None
        if secret is None or secret.kind != TOKEN:
            return GivenBack()
        text = secret.text
        return await self._around.circuit.call(lambda: self._around.portal.revoke(text))

    async def _go_on(self, check: LiveCheck, consent: LiveConsent) -> LiveCheck:
        match Status(check.status):
            case Status.REQUESTED:
                return await self._ask_codes(check, consent)
            case Status.CODED:
                return await self._tell_code(check)
            case Status.WAITING:
                return await self._poll(check, consent)
            case _:
                return await self._read(check, consent)

    async def _ask_codes(self, check: LiveCheck, consent: LiveConsent) -> LiveCheck:
        portal, now = self._around.portal, self._now
        outcome = await self._patiently(check, lambda: portal.authorize_device(consent))
        if not isinstance(outcome, Codes):
            return await self._failed(check, outcome, check.started_at + waits.MOST_CODE_WAIT)
        return replace(
            check,
            status=Status.CODED,
            secret=Secret(CODE, outcome.device_code).sealed(self._around.cipher),
            user_code=outcome.user_code,
            address=outcome.address,
            interval_seconds=outcome.interval_seconds,
            expires_at=now + timedelta(seconds=outcome.expires_seconds),
            failures=0,
            next_at=now,
        )

    async def _tell_code(self, check: LiveCheck) -> LiveCheck:
        now = self._now
        left = ((check.expires_at or now) - now).total_seconds()
        if left <= 0:
            return settle(check, Ending.EXPIRED, self._now)
        news = code_news(check, math.floor(left / 60) or 1)
        await self._around.tell(check.conversation_id, news, key(check, "code"))
        return after(replace(check, status=Status.WAITING), check.interval_seconds, self._now)

    async def _poll(self, check: LiveCheck, consent: LiveConsent) -> LiveCheck:
        if is_over(check, self._now):
            return settle(check, Ending.DOWN if check.failures else Ending.EXPIRED, self._now)
        portal, code = self._around.portal, self._open(check)
        polled = await self._around.circuit.call(lambda: portal.poll(code, consent))
        match polled:
            case Granted():
                return self._granted(check, polled)
            case Pending():
                return after(replace(check, failures=0), check.interval_seconds, self._now)
            case SlowDown():
                slower = check.interval_seconds + waits.SLOWER_BY_SECONDS
                return after(replace(check, failures=0, interval_seconds=slower), slower, self._now)
            case Refused() | Expired() | Worthless():
                return settle(check, _ENDINGS[type(polled)], self._now)
            case Unavailable() | Untrusted() | Misconfigured():
                return await self._failed(check, polled, check.expires_at)

    def _granted(self, check: LiveCheck, granted: Granted) -> LiveCheck:
        now = self._now
        return replace(
            check,
            status=Status.APPROVED,
            secret=Secret(TOKEN, granted.token).sealed(self._around.cipher),
            expires_at=now + timedelta(seconds=granted.expires_seconds),
            failures=0,
            next_at=now,
        )

    async def _read(self, check: LiveCheck, consent: LiveConsent) -> LiveCheck:
        if is_over(check, self._now):
            return settle(check, Ending.DOWN if check.failures else Ending.LOST, self._now)
        portal, token = self._around.portal, self._open(check)
        status = await self._patiently(check, lambda: portal.read_link_status(token, consent))
        match status:
            case LinkStatus():
                return seen(check, status, self._now, self._business_now())
            case Worthless():
                return settle(check, Ending.LOST, self._now)
            case _:
                return await self._failed(check, status, check.expires_at)

    async def _tell_ending(self, check: LiveCheck) -> LiveCheck:
        await self._around.tell(check.conversation_id, ending_news(check), key(check, "end"))
        return replace(check, status=Status.TOLD, next_at=self._now)

    async def _give_back(self, check: LiveCheck) -> LiveCheck:
        closed = replace(check, status=Status.CLOSED, secret=None, user_code=None, address=None)
        if is_over(check, self._now):
            return closed
        given = await self.revoke(check.secret)
        if isinstance(given, Unavailable | Untrusted):
            failures = check.failures + 1
            asked = given.retry_after_seconds if isinstance(given, Unavailable) else None
            wait = waits.backoff_seconds(failures, asked)
            return after(replace(check, failures=failures), wait, self._now)
        return closed

    async def _failed(
        self, check: LiveCheck, trouble: Trouble, deadline: datetime | None
    ) -> LiveCheck:
        """Return the check to be tried again, or ended where that makes no sense."""
        failures = check.failures + 1
        if isinstance(trouble, Misconfigured):
            return settle(check, Ending.BROKEN, self._now)
        if isinstance(trouble, Untrusted) and failures >= waits.MOST_UNTRUSTED:
            return settle(check, Ending.UNTRUSTED, self._now)
        asked = trouble.retry_after_seconds if isinstance(trouble, Unavailable) else None
        wait = waits.backoff_seconds(failures, asked)
        if check.status == Status.WAITING:
            wait = max(wait, check.interval_seconds)
        now = self._now
        if deadline is not None and now + timedelta(seconds=wait) >= deadline:
            return settle(check, Ending.DOWN, self._now)
        if check.status != Status.WAITING and check.failures == 0:
            await self._tell_slow(check)
        return after(replace(check, failures=failures), wait, self._now)

    async def _patiently(
        self, check: LiveCheck, ask: Callable[[], Awaitable[T]]
    ) -> T | Unavailable:
        """Return what a call comes to; after some seconds the citizen is told that it goes on."""
        call = asyncio.ensure_future(self._around.circuit.call(ask))
        try:
            ended, _ = await asyncio.wait({call}, timeout=waits.STILL_CHECKING_SECONDS)
            if not ended:
                await self._tell_slow(check)
            return await call
        finally:
            call.cancel()

    async def _tell_slow(self, check: LiveCheck) -> None:
        told = key(check, f"slow:{check.status}")
        await self._around.tell(check.conversation_id, slow_news(check), told)

    def _open(self, check: LiveCheck) -> str:
        return Secret.opened(self._around.cipher, check.secret or "").text
