"""Compares two evaluations of the same messages, message by message."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import comb, sqrt
from typing import Any

_Z = 1.959964
"""Half-width of the 95 % interval of a normal distribution, in standard deviations."""

Key = tuple[str, str]
"""Text and style of a message."""


@dataclass(frozen=True, slots=True)
class Change:
    """A message that one of two models understood and the other did not."""

    text: str
    style: str
    expected: str
    instead: str
    is_gain: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far a model is better than another on the same messages.

    Attributes:
        messages: how many both were asked.
        changes: the messages that only one of them understood.
    """

    messages: int
    changes: tuple[Change, ...]

    @property
    def gained(self) -> int:
        """Messages that only the new model understood."""
        return sum(change.is_gain for change in self.changes)

    @property
    def lost(self) -> int:
        """Messages that only the old model understood."""
        return len(self.changes) - self.gained

    @property
    def difference(self) -> float:
        """Accuracy of the new model less that of the old."""
        return (self.gained - self.lost) / self.messages

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the difference, paired."""
        spread = len(self.changes) - (self.gained - self.lost) ** 2 / self.messages
        half = _Z * sqrt(spread) / self.messages
        return self.difference - half, self.difference + half

    @property
    def chance(self) -> float:
        """How likely so uneven a change is between models that are equally good (McNemar)."""
        changed = len(self.changes)
        tail = sum(comb(changed, k) for k in range(min(self.gained, self.lost) + 1))
        return min(1.0, 2.0 * tail / float(2**changed))


def compare(new: Mapping[str, Any], old: Mapping[str, Any], messages: int) -> Comparison:
    """Compare two reports, each as `evaluation.Report.to_json` writes it.

    Args:
        new: of the model that is judged.
        old: of the model it is measured against.
        messages: how many both were asked, copies included.
    """
    wrong, wrong_before = _wrong(new["wrong"]), _wrong(old["wrong"])
    gains = [_change(one, True) for key, one in wrong_before.items() if key not in wrong]
    losses = [_change(one, False) for key, one in wrong.items() if key not in wrong_before]
    return Comparison(messages, (*gains, *losses))


def _wrong(listed: Iterable[Mapping[str, Any]]) -> dict[Key, Mapping[str, Any]]:
    return {(str(one["text"]), str(one["style"])): one for one in listed}


def _change(one: Mapping[str, Any], is_gain: bool) -> Change:
    return Change(one["text"], one["style"], one["expected"], one["understood"], is_gain)
