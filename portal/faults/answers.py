"""Answers of a portal in trouble, and answers nobody may trust."""

import math
from collections.abc import AsyncIterator
from typing import Any

from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)

from portal.faults.fault import Fault
from portal.faults.kinds import FaultKind

HUGE_BYTES = 10 * 1024 * 1024
_CHUNK = b'{"filler": "' + b"x" * (64 * 1024 - 12)
ELSEWHERE = "https://elsewhere.invalid/"
"""A host that can't exist: whoever follows goes nowhere."""

_REFUSALS = {
    FaultKind.TOO_MANY_REQUESTS: (429, "too_many_requests"),
    FaultKind.SERVER_ERROR: (500, "server_error"),
    FaultKind.MAINTENANCE: (503, "temporarily_unavailable"),
}
_WITH_WAIT = (429, 503)
_WRONG_TYPES: dict[str, Any] = {
    "access_token": 7,
    "expires_in": "soon",
    "device_code": ["x"],
    "user_code": None,
    "interval": {"seconds": 5},
    "portal_account": "yes",
    "cccd_check": [],
    "vneid": 2,
    "link": None,
    "system": "up",
    "result": {"state": 1, "next_action": None, "escalate": True, "as_of": 0},
}


def answer(fault: Fault) -> Response:
    """Return the answer that a fault puts in the place of the right one."""
    if fault.kind in _REFUSALS:
        status, error = _REFUSALS[fault.kind]
        wait = {"Retry-After": str(math.ceil(fault.amount_seconds))}
        return JSONResponse({"error": error}, status, wait if status in _WITH_WAIT else None)
    return _untrustworthy(fault.kind)


def _untrustworthy(kind: FaultKind) -> Response:
    match kind:
        case FaultKind.WRONG_TYPES:
            return JSONResponse(_WRONG_TYPES)
        case FaultKind.MISSING_FIELDS:
            return JSONResponse({})
        case FaultKind.REDIRECT:
            return RedirectResponse(ELSEWHERE, 307)
        case FaultKind.HUGE:
            return StreamingResponse(_filler(), media_type="application/json")
        case _:
            return HTMLResponse("<!doctype html><title>Bảo trì</title><p>Hệ thống đang bảo trì.")


async def _filler() -> AsyncIterator[bytes]:
    for _ in range(HUGE_BYTES // len(_CHUNK) + 1):
        yield _CHUNK
