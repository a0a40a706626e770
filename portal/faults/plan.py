"""A seeded plan: the same calls in the same order meet the same faults."""

import random
from dataclasses import dataclass

from portal.faults.fault import Fault
from portal.faults.kinds import PLANNED, FaultKind, Operation, fits


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Faults for a share of the calls.

    Attributes:
        share: of all calls of the API, 0 to 1.
        seconds: for every fault that has a time; None: as usual for its kind.
    """

    seed: int
    share: float
    kinds: tuple[FaultKind, ...] = PLANNED
    seconds: float | None = None

    def draw(self, operation: Operation, count: int) -> Fault | None:
        """Return the fault of the count-th call of an operation; None: it goes well."""
        chance = random.Random(f"{self.seed}:{operation}:{count}")  # noqa: S311 - no secret
        if operation is Operation.PAGE or chance.random() >= self.share:
            return None
        possible = [kind for kind in self.kinds if fits(kind, operation)]
        if not possible:
            return None
        return Fault(kind=chance.choice(possible), operation=operation, seconds=self.seconds)
