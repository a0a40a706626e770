"""Lets calls meet their faults."""

import asyncio

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal.faults.answers import answer
from portal.faults.fault import Fault
from portal.faults.faults import Faults
from portal.faults.kinds import INSIDE, FaultKind, Operation
from portal.faults.passing import pass_on

OPERATIONS = {
    "/.well-known/oauth-authorization-server": Operation.METADATA,
    "/oauth/device_authorization": Operation.DEVICE_AUTHORIZATION,
    "/oauth/token": Operation.TOKEN,
    "/oauth/revoke": Operation.REVOCATION,
    "/api/v1/link-status": Operation.LINK_STATUS,
    "/activate": Operation.PAGE,
    "/account": Operation.PAGE,
}


class FaultyCalls:
    """Stands before the application."""

    def __init__(self, app: ASGIApp, faults: Faults) -> None:
        self._app = app
        self._faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or let it fail."""
        operation = OPERATIONS.get(scope["path"]) if scope["type"] == "http" else None
        fault = None if operation is None else self._faults.take(operation)
        if fault is None:
            await self._app(scope, receive, send)
        elif fault.kind in INSIDE:
            pass_on(scope, fault)
            await self._app(scope, receive, send)
        else:
            await self._fail(fault, scope, receive, send)

    async def _fail(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
        match fault.kind:
            case FaultKind.LATENCY:
                await asyncio.sleep(fault.amount_seconds)
                await self._app(scope, receive, send)
            case FaultKind.TIMEOUT:
                await _hold(receive, fault.amount_seconds)
                await _break_off(HTMLResponse("-" * 64), scope, receive, send)
            case FaultKind.CUT:
                await _break_off(self._app, scope, receive, send)
            case _:
                await answer(fault)(scope, receive, send)


async def _hold(receive: Receive, seconds: float) -> None:
    """Wait until the client gives up, at most so long."""

    async def until_gone() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    try:
        await asyncio.wait_for(until_gone(), seconds)
    except TimeoutError:
        return


async def _break_off(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Let the application do its work, then send half of the answer and no end.

    The server closes the connection when the rest doesn't come.
    """

    async def send_half(message: Message) -> None:
        if message["type"] == "http.response.body":
            half = message.get("body", b"")[: len(message.get("body", b"")) // 2]
            message = {"type": "http.response.body", "body": half, "more_body": True}
        await send(message)

    await app(scope, receive, send_half)
