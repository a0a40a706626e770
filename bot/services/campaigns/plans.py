"""The plan of a campaign: which text goes out when, as a second person approves it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Self

from bot.clock import business_day
from bot.content.sms import count_segments
from bot.knowledge.deadlines import Deadline, Style
from bot.messages import Language
from bot.services.campaigns.problems import Problem
from bot.services.campaigns.windows import Window

_count = lru_cache(maxsize=512)(count_segments)


class BadPlan(Problem):
    """A plan that can't be carried out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a plan; moments are business time, in UTC."""

    days_before: int
    due_on: date
    due_at: datetime
    useful_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a campaign sends and when.

    Attributes:
        steps: days before the deadline, the earliest first.
        texts: by step and language; the words themselves, so that a changed file changes nothing.
    """

    deadline: str
    on: date
    ends_on_link: bool
    steps: tuple[int, ...]
    style: Style
    texts: Mapping[int, Mapping[Language, str]]
    window: Window

    def schedule(self) -> tuple[Step, ...]:
        """Return the steps with their moments.

        A reminder is of use until the hours close on the day before the next step, the last one
        until they close on the day before the deadline.
        """
        ends = [*(self._day(step) for step in self.steps[1:]), self.on]
        return tuple(
            Step(
                days_before=step,
                due_on=self._day(step),
                due_at=self.window.opening(self._day(step)),
                useful_until=self.window.closing(end - timedelta(days=1)),
            )
            for step, end in zip(self.steps, ends, strict=True)
        )

    def segments(self, step: int, language: Language) -> int:
        """Return in how many parts a text is billed."""
        return _count(self.texts[step][language])

    def all_texts(self) -> tuple[str, ...]:
        """Return every text once."""
        return tuple(dict.fromkeys(text for by in self.texts.values() for text in by.values()))

    def to_json(self) -> dict[str, Any]:
        """Return the plan as it is stored."""
        return {
            "deadline": self.deadline,
            "on": self.on.isoformat(),
            "ends_on_link": self.ends_on_link,
            "steps": list(self.steps),
            "style": self.style.value,
            "texts": {str(step): dict(by) for step, by in self.texts.items()},
            "window": asdict(self.window),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return a stored plan."""
        return cls(
            deadline=stored["deadline"],
            on=date.fromisoformat(stored["on"]),
            ends_on_link=stored["ends_on_link"],
            steps=tuple(stored["steps"]),
            style=Style(stored["style"]),
            texts={
                int(step): {Language(language): text for language, text in by.items()}
                for step, by in stored["texts"].items()
            },
            window=Window(**stored["window"]),
        )

    def _day(self, step: int) -> date:
        return self.on - timedelta(days=step)


def make_plan(
    deadline: Deadline, steps: Sequence[int], style: Style, window: Window, now: datetime
) -> Plan:
    """Return the plan of a deadline.

    Raises:
        BadPlan: the deadline has passed, or a step has no text.
    """
    require_ahead(deadline.id, deadline.on, now)
    if unknown := set(steps) - set(deadline.steps):
        raise BadPlan(
            f"Deadline '{deadline.id}' has no text for {_days(unknown)}; it has texts for "
            f"{_days(deadline.steps)}. Add one to responses/deadlines.yml or leave the step out.",
            "no_text",
            _days(unknown),
        )
    chosen = tuple(step for step in deadline.steps if step in set(steps))
    if not chosen:
        raise BadPlan("Give at least one step, such as --steps 7,3,1.", "steps")
    return Plan(
        deadline=deadline.id,
        on=deadline.on,
        ends_on_link=deadline.ends_on_link,
        steps=chosen,
        style=style,
        texts={
            step: {one: deadline.text_at(step).in_language(one, style) for one in Language}
            for step in chosen
        },
        window=window,
    )


def require_ahead(name: str, on: date, now: datetime) -> None:
    """Let only a deadline through that is still to come.

    Raises:
        BadPlan: it has passed.
    """
    if business_day(now) >= on:
        raise BadPlan(
            f"The deadline '{name}' ({on}) has passed: today is {business_day(now)}. "
            "Nobody can be reminded of it.",
            "passed",
        )


def digest_of(plan: Plan, **terms: int | None) -> str:
    """Name a plan with its terms, such as audience and caps; any change gives another name."""
    whole = json.dumps({"plan": plan.to_json(), **terms}, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def name_of_text(text: str) -> str:
    """Return the name that the template registry knows a text by."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _days(steps: set[int] | Sequence[int]) -> str:
    return ", ".join(f"T-{step}" for step in sorted(steps, reverse=True))
