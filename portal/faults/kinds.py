"""What can go wrong, and where."""

from enum import StrEnum


class Operation(StrEnum):
    """A call that can go wrong."""

    METADATA = "metadata"
    DEVICE_AUTHORIZATION = "device_authorization"
    TOKEN = "token"  # noqa: S105 - an operation's name
    REVOCATION = "revocation"
    LINK_STATUS = "link_status"
    PAGE = "page"


class FaultKind(StrEnum):
    """One way to go wrong.

    LATENCY answers late; TIMEOUT never does, and nothing is carried out. CUT carries the call
    out and breaks the connection within the answer. STILL_PENDING leaves an approval or a link
    undecided. STALE tells what was before the citizen's last steps. The last five are answers
    that no client may trust.
    """

    LATENCY = "latency"
    TIMEOUT = "timeout"
    TOO_MANY_REQUESTS = "too_many_requests"
    SERVER_ERROR = "server_error"
    MAINTENANCE = "maintenance"
    CUT = "cut"
    SLOW_DOWN = "slow_down"
    STILL_PENDING = "still_pending"
    STALE = "stale"
    WRONG_TYPES = "wrong_types"
    MISSING_FIELDS = "missing_fields"
    HTML = "html"
    HUGE = "huge"
    REDIRECT = "redirect"


INSIDE = frozenset({FaultKind.SLOW_DOWN, FaultKind.STILL_PENDING, FaultKind.STALE})
"""Faults that the operation itself carries out."""

ONLY_AT: dict[FaultKind, frozenset[Operation]] = {
    FaultKind.SLOW_DOWN: frozenset({Operation.TOKEN}),
    FaultKind.STILL_PENDING: frozenset({Operation.TOKEN, Operation.LINK_STATUS}),
    FaultKind.STALE: frozenset({Operation.LINK_STATUS}),
}
"""Where a fault makes sense, unless everywhere."""

PLANNED = (
    FaultKind.LATENCY,
    FaultKind.TIMEOUT,
    FaultKind.TOO_MANY_REQUESTS,
    FaultKind.SERVER_ERROR,
    FaultKind.MAINTENANCE,
    FaultKind.CUT,
    FaultKind.STILL_PENDING,
)
"""What a seeded plan draws from when nothing else is said: troubles of an honest portal."""


def fits(kind: FaultKind, operation: Operation) -> bool:
    """Whether a fault can happen at an operation."""
    return operation in ONLY_AT.get(kind, frozenset(Operation))
