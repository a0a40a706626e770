"""Keeps the controls from everybody but programs of this machine."""

import ipaddress

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from portal.options import LOOPBACK_NAMES


def is_from_this_machine(request: Request) -> bool:
    """Whether a program here asks: the peer, the Host header, and no browser page behind it.

    The Host header is checked because a name of the internet can be made to point here, the
    origin because any page open in a browser of this machine can send requests.
    """
    return (
        _is_loopback(request.client.host if request.client else "")
        and request.url.hostname in LOOPBACK_NAMES
        and "x-forwarded-for" not in request.headers
        and "origin" not in request.headers
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class ThisMachineOnly:
    """Stands before the controls."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it."""
        if scope["type"] == "http" and not is_from_this_machine(Request(scope)):
            refusal = JSONResponse({"error": "the simulator listens to this machine only"}, 403)
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)
