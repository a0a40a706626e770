"""Logs and counts each HTTP request by its route: no address, no query, no peer."""

import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import structlog

from bot.observability.metrics import Metrics

# ASGI's own shapes; the framework's names for them are no different.
_Scope = MutableMapping[str, Any]
_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
_App = Callable[[_Scope, _Receive, _Send], Awaitable[None]]

_log = structlog.get_logger("bot.access")
_PROBES = frozenset({"/healthz", "/readyz", "/metrics"})
_METHODS = frozenset({"GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"})


class AccessLog:
    """ASGI middleware."""

    def __init__(self, app: _App, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        """Serves one request and says how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500  # stands where the application raised before it answered
        began = time.perf_counter()

        async def noting_status(message: _Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting_status)
        finally:
            self._tell(scope, status, time.perf_counter() - began)

    def _tell(self, scope: _Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "unknown")
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self._metrics.count_request(method, route, status, seconds)
        tell = _log.debug if route in _PROBES else _log.info
        tell("request", method=method, route=route, status=status, ms=round(seconds * 1000, 1))
