"""Reads the oracle: what each account is to be told in each period, and the words that say so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml

from bot.knowledge.accounts import WIDER, AccountType
from bot.messages import Language

FOLDER = Path(__file__).parent
FAR_AHEAD = date(2035, 12, 31)
"""The last day that is looked at of the period that has no end."""


@dataclass(frozen=True)
class Row:
    period: str
    first: date
    last: date
    account: AccountType
    claims: dict[str, str]
    facts: frozenset[str]
    announced: frozenset[str]
    is_uncertain: bool

    @property
    def days(self) -> tuple[date, date, date]:
        """The first, a middle and the last day of the period."""
        middle = self.first + timedelta(days=(self.last - self.first).days // 2)
        return self.first, middle, self.last

    def __str__(self) -> str:
        return f"{self.period}-{self.account}"


@dataclass(frozen=True)
class Phrases:
    says: str
    never: str | None = None
    somewhere: str | None = None

    def missing_in(self, text: str) -> list[str]:
        """Return what is wrong with the wording of an answer; empty: nothing."""
        lead = text.partition("\n\n")[0].lower()
        wrong = []
        if not re.search(self.says, lead):
            wrong.append(f"does not begin with /{self.says}/")
        if self.never and re.search(self.never, lead):
            wrong.append(f"begins with /{self.never}/")
        if self.somewhere and not re.search(self.somewhere, text.lower()):
            wrong.append(f"does not say /{self.somewhere}/")
        return wrong


def load_rows() -> list[Row]:
    written = yaml.safe_load((FOLDER / "periods.yml").read_text(encoding="utf-8"))
    return [
        Row(
            period=entry["period"],
            first=first,
            last=last or FAR_AHEAD,
            account=account,
            claims=entry["claims"],
            facts=frozenset(entry["facts"]),
            announced=frozenset(entry.get("announced", ())),
            is_uncertain=entry.get("uncertain", False),
        )
        for entry in written["rows"]
        for first, last in [written["dates"][entry["period"]]]
        for account in _with_ages(entry["accounts"])
    ]


def load_phrases() -> dict[tuple[str, str, Language], Phrases]:
    written = yaml.safe_load((FOLDER / "period_phrases.yml").read_text(encoding="utf-8"))
    return {
        (claim, value, Language(language)): Phrases(**phrases)
        for claim, values in written.items()
        for value, by_language in values.items()
        for language, phrases in by_language.items()
    }


def _with_ages(accounts: list[str]) -> Iterator[AccountType]:
    for account in map(AccountType, accounts):
        yield account
        yield from (age for age, wider in WIDER.items() if wider is account)
