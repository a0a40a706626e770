"""Hands a fault to the operation that carries it out."""

from starlette.requests import Request
from starlette.types import Scope

from portal.faults.fault import Fault

_KEY = "portal.fault"


def pass_on(scope: Scope, fault: Fault) -> None:
    """Put the fault where the operation finds it."""
    scope[_KEY] = fault


def fault_of(request: Request) -> Fault | None:
    """Return the fault the operation shall carry out; None: nothing goes wrong."""
    fault: Fault | None = request.scope.get(_KEY)
    return fault
