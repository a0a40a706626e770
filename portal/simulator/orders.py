"""What a control can be told; checked by pydantic because it comes over HTTP."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from portal.citizens.journey import Step
from portal.citizens.kinds import Service
from portal.faults.fault import Fault
from portal.faults.kinds import PLANNED, FaultKind, Operation, fits
from portal.faults.plan import Plan

MOST_SECONDS = 31_536_000
MOST_NUMBER = 2**53
"""Beyond it JSON's numbers are no longer exact."""


def _whole(value: object) -> object:
    """Read 5.0 as 5, as JSON Schema does."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Seconds = Annotated[float, Field(strict=True, ge=0, le=MOST_SECONDS)]
Whole = Annotated[int, BeforeValidator(_whole), Field(strict=True, ge=0, le=MOST_NUMBER)]


class Order(BaseModel):
    """The base of all: unknown fields and other types are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FaultOrder(Order):
    """A fault for the next calls; `times` null: for all until faults are cleared."""

    kind: FaultKind
    operation: Operation | None = None
    times: Annotated[Whole, Field(ge=1, le=1_000_000)] | None = 1
    seconds: Seconds | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.operation is not None and not fits(self.kind, self.operation):
            raise ValueError(f"{self.kind} can't happen at {self.operation}")
        return self

    def fault(self) -> Fault:
        """Return the fault itself."""
        return Fault(kind=self.kind, operation=self.operation, seconds=self.seconds)


class PlanOrder(Order):
    """A seeded plan."""

    seed: Whole
    share: Annotated[float, Field(strict=True, ge=0, le=1)]
    kinds: Annotated[tuple[FaultKind, ...], Field(min_length=1, max_length=20)] = PLANNED
    seconds: Seconds | None = None

    def plan(self) -> Plan:
        """Return the plan itself."""
        return Plan(seed=self.seed, share=self.share, kinds=self.kinds, seconds=self.seconds)


class ClockOrder(Order):
    """Business time: an offset, a day, a moment, or "" for real time."""

    at: Annotated[str, Field(strict=True, max_length=40)]


class SystemsOrder(Order):
    """How well both systems work."""

    portal: Service = Service.UP
    vneid: Service = Service.UP


class StepOrder(Order):
    """One step of a citizen."""

    step: Step


class Verdict(StrEnum):
    """What becomes of a request for codes."""

    APPROVE = "approve"
    REFUSE = "refuse"
    EXPIRE = "expire"


class VerdictOrder(Order):
    """What a citizen says to a request, as on the approval page."""

    verdict: Verdict
    citizen: Annotated[Whole, Field(ge=1)] = 1
