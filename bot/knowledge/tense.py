"""In which tense a fact may be told on a day."""

from datetime import date
from enum import StrEnum

from bot.knowledge.facts import Fact

FIRST_DAY = date(2024, 1, 11)
"""First day that questions are answered for: the date of Document 356/CV-TCTTKĐA, which
started the clean-up of the Portal's accounts."""


class Tense(StrEnum):
    """How a fact may be told on a day."""

    ANNOUNCED = "announced"
    """Publicly known, not yet in force: told as coming, with its date."""
    IN_FORCE = "in_force"
    """Told as true."""
    PAST = "past"
    """No longer in force: told only as what applied then."""
    UNKNOWN = "unknown"
    """Not yet publicly known: not told at all."""


def tense_on(fact: Fact, day: date) -> Tense:
    """Return the tense that `fact` has on `day`."""
    if fact.valid_to is not None and day > fact.valid_to:
        return Tense.PAST
    if fact.valid_from is None or fact.valid_from <= day:
        return Tense.IN_FORCE
    if fact.announced_on is not None and fact.announced_on <= day:
        return Tense.ANNOUNCED
    return Tense.UNKNOWN


def has_tense_throughout(fact: Fact, tense: Tense, first: date | None, last: date | None) -> bool:
    """Tell whether `fact` has `tense` on every day of a period.

    A fact's tense only moves forward, so both ends of the period decide.

    Args:
        fact: the fact.
        tense: the tense that is claimed.
        first: None: from the first day that questions are answered for.
        last: None: without end.
    """
    end = last if last is not None else date.max
    return tense_on(fact, first or FIRST_DAY) is tense and tense_on(fact, end) is tense
