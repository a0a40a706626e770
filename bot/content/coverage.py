"""How finely each topic is answered: topics by day, for every account type and language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from bot.content.catalogue import FAQ, Catalogue
from bot.knowledge.accounts import AccountType
from bot.knowledge.tense import FIRST_DAY
from bot.knowledge.variations import Variation, candidates
from bot.messages import Language

DAYS = (
    FIRST_DAY,
    date(2024, 5, 29),
    date(2024, 6, 15),
    date(2024, 6, 25),
    date(2024, 7, 1),
    date(2025, 7, 1),
    date(2026, 1, 1),
)
"""First days of the periods that the answers differ by; the last one lasts until today."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A topic in a period.

    Attributes:
        wordings: so many different wordings the account types get on its first day.
        gaps: account types and languages for which none, or several, could be chosen on one of
            its days; the day is named if it is not the first.
    """

    wordings: int
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The cells of all topics, in the order of the domain and of `DAYS`."""

    rows: dict[str, tuple[Cell, ...]]

    @property
    def gaps(self) -> int:
        """The number of combinations without exactly one wording."""
        return sum(len(cell.gaps) for cells in self.rows.values() for cell in cells)


def measure_coverage(catalogue: Catalogue) -> Coverage:
    """Return the coverage of every topic."""
    periods = tuple(pairwise((*DAYS, date.max)))
    return Coverage(
        {
            topic: tuple(_cell(catalogue, f"utter_{FAQ}{topic}", *period) for period in periods)
            for topic in catalogue.topics
        }
    )


def _cell(catalogue: Catalogue, name: str, first: date, end: date) -> Cell:
    gaps, chosen = [], set()
    for language in Language:
        response = catalogue.responses[language].get(name)
        variations = response.variations if response else ()
        days = _turning_days(variations, first, end)
        for account in AccountType:
            chosen |= {one.name for one in candidates(variations, first, account)}
            wrong = [day for day in days if len(candidates(variations, day, account)) != 1]
            if wrong:
                on = f" on {wrong[0]}" if wrong[0] != first else ""
                gaps.append(f"{account} ({language}){on}")
    return Cell(len(chosen), tuple(gaps))


def _turning_days(variations: Iterable[Variation], first: date, end: date) -> list[date]:
    """Return the days from `first` until before `end` on which another wording may be chosen."""
    days = {first}
    for one in variations:
        if one.valid_from:
            days.add(one.valid_from)
        if one.valid_to:
            days.add(one.valid_to + timedelta(days=1))
    return sorted(day for day in days if first <= day < end)
