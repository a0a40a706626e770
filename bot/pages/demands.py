"""What a route demands of who calls it; every route of the application declares it."""

from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

Endpoint = Callable[[Request], Awaitable[Response]]


class Demand(StrEnum):
    """What must come with a request."""

    NOTHING = "nothing"
    """Open to everyone: it tells nothing and changes nothing of anybody's."""
    SIGNED_COOKIE = "signed cookie"
    """Shows and changes only the conversation that the browser's signed cookie names."""
    TOKEN = "token"  # noqa: S105 - a kind, not a token
    """A secret of ours in the request."""
    SIGNATURE = "signature"
    """A provider's signature over the request."""
    SESSION = "session"
    """A staff session; what its role must allow stands beside it."""


class DemandingRoute(Route):
    """A route that says what it demands; its endpoint, or what wraps it, enforces it.

    Attributes:
        demand: what must come with a request.
        permission: what the role of a staff session must allow; None: any session.
    """

    def __init__(
        self,
        path: str,
        endpoint: Endpoint,
        demand: Demand,
        *,
        methods: Sequence[str] = ("GET",),
        permission: str | None = None,
    ) -> None:
        super().__init__(path, endpoint, methods=list(methods))
        self.demand = demand
        self.permission = permission
