"""How finely each topic is answered: topics by day, for every account type and language."""

from dataclasses import dataclass
from datetime import date

from bot.content.catalogue import FAQ, Catalogue
from bot.knowledge.accounts import AccountType
from bot.knowledge.tense import FIRST_DAY
from bot.knowledge.variations import candidates
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
    """A topic on a day.

    Attributes:
        wordings: so many different wordings the account types get, in one language.
        gaps: account types and languages for which none, or several, could be chosen.
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
    return Coverage(
        {
            topic: tuple(_cell(catalogue, f"utter_{FAQ}{topic}", day) for day in DAYS)
            for topic in catalogue.topics
        }
    )


def _cell(catalogue: Catalogue, name: str, day: date) -> Cell:
    gaps, chosen = [], set()
    for language in Language:
        response = catalogue.responses[language].get(name)
        for account in AccountType:
            found = candidates(response.variations, day, account) if response else ()
            if len(found) == 1:
                chosen.add(found[0].name)
            else:
                gaps.append(f"{account} ({language})")
    return Cell(len(chosen), tuple(gaps))
