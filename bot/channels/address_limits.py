"""How many requests one network address may send in a minute, by what it asks for."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.body import Refused

WAIT_SECONDS = 60
_CUSTOMER_BITS = 64
"""Whoever has one IPv6 address has all that begin like it (RFC 6177)."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit on requests.

    Attributes:
        most: in a minute, of one address.
        statuses: only requests that were answered so count; empty: all.
    """

    name: str
    methods: frozenset[str]
    paths: tuple[str, ...]
    most: int
    statuses: frozenset[int] = frozenset()

    def covers(self, scope: Scope) -> bool:
        """Tell whether a request falls under it."""
        return scope["method"] in self.methods and scope["path"].startswith(self.paths)


_READS, _WRITES = frozenset(["GET", "HEAD"]), frozenset(["POST"])
# Not the webhooks of Telegram and Twilio: they call from the same addresses for everybody, so that
# a stranger's bot with a wrong secret would shut ours out, and no guess meets theirs.
_BY_TOKEN = ("/webhooks/rest", "/model/", "/conversations/", "/status")
LIMITS = (
    Limit("chat writes", _WRITES, ("/chat",), 600),
    Limit("chat reads", _READS, ("/chat",), 12_000),
    Limit("sign-ins", _WRITES, ("/console/sign-in",), 60),
    Limit("wrong tokens", _READS | _WRITES, _BY_TOKEN, 60, statuses=frozenset([401, 403])),
)
"""Policy of this service. Behind one address of a mobile network stand hundreds of citizens: an
open chat page reads 24 times a minute, and a citizen writes a few times."""


class Counts(Protocol):
    """Requests of this minute, of all processes."""

    def count(self, name: str) -> None:
        """Counts a request under a name."""

    def total(self, name: str) -> int:
        """How many were counted under a name."""


class AddressLimits:
    """ASGI middleware that turns down what is over a limit.

    Args:
        app: what is limited.
        counts: how many there were.
        refuse: makes the answer.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        counts: Counts,
        refuse: Callable[[Request, Exception], Awaitable[Response]],
    ) -> None:
        self._app = app
        self._counts = counts
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or turn it down."""
        limit = _limit_of(scope)
        address = address_of(scope) if limit else None
        if limit is None or address is None:
            await self._app(scope, receive, send)
            return
        name = f"{limit.name} of {address}"
        if self._counts.total(name) >= limit.most:
            await self._turn_down(scope, receive, send)
            return

        async def counting(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in limit.statuses:
                self._counts.count(name)
            await send(message)

        if not limit.statuses:
            self._counts.count(name)
        await self._app(scope, receive, counting)

    async def _turn_down(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = Refused(429, "Too many requests.", "Wait a minute, then try again.")
        response = await self._refuse(Request(scope), refused)
        response.headers["Retry-After"] = str(WAIT_SECONDS)
        await response(scope, receive, send)


def _limit_of(scope: Scope) -> Limit | None:
    if scope["type"] != "http":
        return None
    return next((limit for limit in LIMITS if limit.covers(scope)), None)


def address_of(scope: Scope) -> str | None:
    """Return the public address that a request came from, of IPv6 its network.

    None: it came from this machine or a private network, as all do behind a proxy that passes no
    addresses on; they are not limited, or one flood would shut everybody out.
    """
    try:
        address = ip_address((scope.get("client") or ("",))[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if not address.is_global:
        return None
    if isinstance(address, IPv6Address):
        return str(ip_network((address, _CUSTOMER_BITS), strict=False))
    return str(address)
