"""Deadlines that people can be reminded of, and the texts of the reminders."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.messages import Language


class Style(StrEnum):
    """How Vietnamese is written in a reminder."""

    PLAIN = "plain"
    """Without marks: one segment."""
    MARKS = "marks"
    """With marks: two or three."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Whom a reminder comes from.

    Attributes:
        brand: stands first in every text.
        contact: the number to call for help, and for no more texts.
    """

    brand: str
    contact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderText:
    """What is sent at some steps.

    Attributes:
        steps: days before the deadline.
        line: where it stands in its file.
    """

    steps: tuple[int, ...]
    vi: str
    vi_marks: str
    en: str
    line: int

    def in_language(self, language: Language, style: Style) -> str:
        """Return the text as it goes out."""
        if language is Language.EN:
            return self.en
        return self.vi_marks if style is Style.MARKS else self.vi


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day after which a reminder is of no use.

    Attributes:
        on: the first day on which nobody is reminded any more.
        announced_on: the first day on which all of its facts were known.
        ends_on_link: a confirmed link ends the reminders.
    """

    id: str
    on: date
    announced_on: date
    applies_to: tuple[str, ...]
    fact_ids: tuple[str, ...]
    ends_on_link: bool
    texts: tuple[ReminderText, ...]
    line: int

    @property
    def steps(self) -> tuple[int, ...]:
        """Days before the deadline that there are texts for, the earliest first."""
        return tuple(sorted((step for text in self.texts for step in text.steps), reverse=True))

    def text_at(self, step: int) -> ReminderText:
        """Return the text of one step, which is one of `steps`."""
        return next(text for text in self.texts if step in text.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDeadline:
    """A deadline of one citizen, who names the day it is counted from.

    Attributes:
        days_after: from the day named to the deadline.
        steps: days before it, the earliest first.
    """

    id: str
    fact_ids: tuple[str, ...]
    days_after: int
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """All deadlines, with whom their texts are signed by."""

    signature: Signature = Signature("", "")
    by_id: Mapping[str, Deadline] = field(default_factory=dict)
    personal: Mapping[str, PersonalDeadline] = field(default_factory=dict)

    def ahead(self, today: date) -> tuple[Deadline, ...]:
        """Return the deadlines that are known and still to come, the nearest first."""
        known = (one for one in self.by_id.values() if one.announced_on <= today < one.on)
        return tuple(sorted(known, key=_day_of))


def _day_of(deadline: Deadline) -> date:
    return deadline.on
