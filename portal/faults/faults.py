"""Decides for each call whether it meets a fault."""

from collections import Counter
from dataclasses import dataclass

from portal.faults.fault import Fault
from portal.faults.kinds import Operation
from portal.faults.plan import Plan


@dataclass(slots=True)
class Ordered:
    """A fault asked for, and how many calls it still meets; None: all."""

    fault: Fault
    times: int | None


class Faults:
    """Faults asked for come first, in their order; else the plan draws.

    Attributes:
        plan: the seeded plan; None: there is none.
        calls: how many calls each operation had.
        met: how many faults of each kind happened.
    """

    def __init__(self) -> None:
        self.plan: Plan | None = None
        self.calls: Counter[Operation] = Counter()
        self.met: Counter[str] = Counter()
        self.ordered: list[Ordered] = []

    def order(self, fault: Fault, times: int | None) -> None:
        """Let the next calls meet a fault."""
        self.ordered.append(Ordered(fault, times))

    def follow(self, plan: Plan | None) -> None:
        """Follow another plan from its first call on."""
        self.plan = plan
        self.calls.clear()

    def reset(self) -> None:
        """Let everything go well, and count anew."""
        self.ordered.clear()
        self.follow(None)
        self.met.clear()

    def take(self, operation: Operation) -> Fault | None:
        """Count a call and return the fault it meets; None: it goes well."""
        count = self.calls[operation]
        self.calls[operation] += 1
        fault = self._ordered_for(operation)
        if fault is None and self.plan is not None:
            fault = self.plan.draw(operation, count)
        if fault is not None:
            self.met[fault.kind.value] += 1
        return fault

    def _ordered_for(self, operation: Operation) -> Fault | None:
        for place, ordered in enumerate(self.ordered):
            if not ordered.fault.happens_at(operation):
                continue
            if ordered.times is not None:
                ordered.times -= 1
                if ordered.times == 0:
                    del self.ordered[place]
            return ordered.fault
        return None
