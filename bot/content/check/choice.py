"""Rule: on every day and for every account type exactly one variation can be chosen."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.content.catalogue import Catalogue
from bot.content.check.finding import Finding
from bot.content.response_files import Response
from bot.knowledge.accounts import AccountType
from bot.knowledge.tense import FIRST_DAY
from bot.knowledge.variations import Variation, candidates

RULE = "choice"


def check_choice(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield days and account types for which no variation, or several, could be chosen."""
    for responses in catalogue.responses.values():
        for response in responses.values():
            yield from _check(response)


def _check(response: Response) -> Iterator[Finding]:
    missing: dict[date, list[str]] = {}
    several: dict[str, tuple[int, date, AccountType]] = {}
    for day in turning_days(response.variations):
        for account in AccountType:
            found = candidates(response.variations, day, account)
            if not found:
                missing.setdefault(day, []).append(account)
            elif len(found) > 1:
                names = " and ".join(variation.name for variation in found)
                several.setdefault(names, (found[1].line, day, account))
    line = response.variations[0].line if response.variations else 1
    for day, accounts in missing.items():
        problem = f"{response.name}: no variation from {day} on for {', '.join(accounts)}"
        yield Finding(response.path, line, RULE, problem)
    for names, (second, day, account) in several.items():
        problem = f"{names} could both be chosen on {day} for {account}"
        yield Finding(response.path, second, RULE, problem)


def turning_days(variations: tuple[Variation, ...]) -> list[date]:
    """Return the first day and every day on which the choice may change, in order."""
    days = {FIRST_DAY}
    for variation in variations:
        if variation.valid_from is not None:
            days.add(max(variation.valid_from, FIRST_DAY))
        if variation.valid_to is not None:
            days.add(max(variation.valid_to + timedelta(days=1), FIRST_DAY))
    return sorted(days)
