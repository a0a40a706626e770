"""What a table of questions is made of: questions, answers and where they lead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.conversation.actions.linking import GUIDED_FORM, Period

FORM = GUIDED_FORM
PREFIX = "link_check_"
"""The slot of a question is its name behind this."""


@dataclass(frozen=True, slots=True)
class Ask:
    """The next question."""

    question: str


@dataclass(frozen=True, slots=True)
class End:
    """The check ends with a result."""

    result: str


@dataclass(frozen=True, slots=True)
class Help:
    """Something failed: say what helps, then ask again.

    Attributes:
        state: the failure, as the table of states names it.
        response: says what helps.
        again: the question to go back to.
    """

    state: str
    response: str
    again: str


Step: TypeAlias = Ask | End | Help


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer.

    Attributes:
        leads_to: the step that follows.
        in_period: the step that follows instead in some periods.
    """

    value: str
    leads_to: Step
    in_period: Mapping[Period, Step] = field(default_factory=dict)

    def step(self, period: Period) -> Step:
        """Return what follows in a period."""
        return self.in_period.get(period, self.leads_to)


@dataclass(frozen=True, slots=True)
class Question:
    """A closed question.

    Attributes:
        state: where the citizen stands while it is asked, as the table of states names it.
    """

    name: str
    state: str
    choices: tuple[Choice, ...]

    @property
    def slot(self) -> str:
        """The slot that its answer fills."""
        return PREFIX + self.name

    def choice(self, value: object) -> Choice | None:
        """Return the answer of a value; None: there is none."""
        return next((choice for choice in self.choices if choice.value == value), None)


@dataclass(frozen=True, slots=True)
class Result:
    """How a check ends.

    Attributes:
        state: the state that was found, as the table of states names it.
        topic: answered beside the result; None: the result says it all.
        account: who the citizen turned out to be; None: nobody special.
    """

    state: str
    topic: str | None = None
    account: str | None = None
