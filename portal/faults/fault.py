"""One fault that was asked for or drawn."""

from dataclasses import dataclass

from portal.faults.kinds import FaultKind, Operation, fits

DEFAULT_SECONDS: dict[FaultKind, float] = {
    FaultKind.LATENCY: 2.0,
    FaultKind.TIMEOUT: 60.0,
    FaultKind.TOO_MANY_REQUESTS: 2.0,
    FaultKind.MAINTENANCE: 5.0,
    FaultKind.STALE: 86_400.0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault.

    Attributes:
        operation: where it happens; None: at any call of the API, not on the pages.
        seconds: how late, how long, when to come back, or how old; None: as usual for the kind.
    """

    kind: FaultKind
    operation: Operation | None = None
    seconds: float | None = None

    @property
    def amount_seconds(self) -> float:
        """The seconds, the kind's usual number filled in."""
        return DEFAULT_SECONDS.get(self.kind, 0.0) if self.seconds is None else self.seconds

    def happens_at(self, operation: Operation) -> bool:
        """Whether the fault may happen at an operation."""
        if self.operation is None:
            return operation is not Operation.PAGE and fits(self.kind, operation)
        return self.operation is operation
