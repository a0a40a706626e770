"""Which wordings a person should read again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.content.catalogue import Catalogue
from bot.content.check.walk import Place, walk
from bot.knowledge.tense import Tense, tense_on

REVIEW_DAYS = 180
"""A wording is read again at least twice a year."""


@dataclass(frozen=True, slots=True)
class Stale:
    """A wording and why it should be read again."""

    place: Place
    reason: str


def find_stale(
    catalogue: Catalogue, today: date, review_days: int = REVIEW_DAYS
) -> Iterator[Stale]:
    """Yield wordings in use today that were never read, long ago, or before a fact changed."""
    for place in walk(catalogue):
        if not place.variation.is_valid_on(today):
            continue
        reason = _reason(place, catalogue, today, review_days)
        if reason:
            yield Stale(place, reason)


def _reason(place: Place, catalogue: Catalogue, today: date, review_days: int) -> str:
    reviewed = place.variation.reviewed_on
    if reviewed is None:
        return "was never proof-read; set reviewed_on when it is"
    if today - reviewed > timedelta(days=review_days):
        return f"was last read on {reviewed}, over {review_days} days ago"
    for fact_id in place.variation.facts.get(Tense.IN_FORCE, ()):
        fact = catalogue.facts.by_id.get(fact_id)
        if fact is None or tense_on(fact, today) is not Tense.IN_FORCE:
            return f"'{fact_id}' is no longer in force"
    return ""
