"""A campaign's report as a ledger: for each step, ends that add up to the audience."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.services.campaigns.reports import Report
from bot.services.campaigns.statuses import Reason, ReminderStatus
from storage.reminder_counts import FateCount

ENDS = (
    ReminderStatus.DELIVERED.value,
    ReminderStatus.SENT.value,
    ReminderStatus.FAILED.value,
    *(reason.value for reason in Reason),
    ReminderStatus.UNKNOWN.value,
    ReminderStatus.SENDING.value,
    ReminderStatus.QUEUED.value,
)
"""Where a reminder can be; each is in one of them."""
REACHED = frozenset([ReminderStatus.DELIVERED.value, ReminderStatus.SENT.value])
UNDER_WAY = frozenset([ReminderStatus.SENDING.value, ReminderStatus.QUEUED.value])


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLedger:
    """One step.

    Attributes:
        people: by end; only ends that somebody came to.
        segments: billed.
    """

    days_before: int
    due_on: date
    status: str
    people: Mapping[str, int]
    segments: int

    @property
    def total(self) -> int:
        """How many people have a reminder of this step, sent or not."""
        return sum(self.people.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All steps of a campaign, beside its audience."""

    steps: tuple[StepLedger, ...]
    audience: int

    @property
    def ends(self) -> tuple[str, ...]:
        """Return the ends that somebody came to, in the order they are read."""
        found = {end for step in self.steps for end in step.people}
        return tuple(end for end in ENDS if end in found)

    def total(self, end: str) -> int:
        """Return how many reminders came to an end, all steps together."""
        return sum(step.people.get(end, 0) for step in self.steps)

    @property
    def settled(self) -> int:
        """How many reminders are no longer under way."""
        return sum(self.total(end) for end in self.ends if end not in UNDER_WAY)

    @property
    def expected(self) -> int:
        """How many reminders there are when every step that is not left out is planned."""
        return sum(step.total if step.status != "waiting" else self.audience for step in self.steps)

    @property
    def adds_up(self) -> bool:
        """Whether every planned step has one end for each person of the audience."""
        return all(step.total == self.audience for step in self.steps if step.status == "planned")


def keep_ledger(made: Report, audience: int) -> Ledger:
    """Return the ledger of a report."""
    steps = tuple(
        StepLedger(
            days_before=step.days_before,
            due_on=step.due_on,
            status=step.status,
            people=_people([one for one in made.fates if one.days_before == step.days_before]),
            segments=sum(one.segments for one in made.fates if one.days_before == step.days_before),
        )
        for step in made.steps
    )
    return Ledger(steps=steps, audience=audience)


def _people(fates: Sequence[FateCount]) -> dict[str, int]:
    people: dict[str, int] = {}
    for fate in fates:
        end = _end(fate)
        people[end] = people.get(end, 0) + fate.reminders
    return people


def _end(fate: FateCount) -> str:
    if fate.status == ReminderStatus.CANCELLED:
        return str(fate.reason)
    # The provider refused it, for the person has opted out there.
    is_refusal = fate.status == ReminderStatus.FAILED and fate.reason == Reason.OPTED_OUT
    return Reason.OPTED_OUT.value if is_refusal else fate.status
