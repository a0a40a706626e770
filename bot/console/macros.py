"""Macros: ready texts of `responses/`, in both languages, with their sources."""

from dataclasses import dataclass
from datetime import date

from bot.content.catalogue import Catalogue
from bot.content.render import PLACEHOLDER
from bot.content.wordings import sources_under
from bot.knowledge.accounts import AccountType
from bot.knowledge.variations import candidates
from bot.messages import Language

PREFIX = "utter_macro_"


@dataclass(frozen=True, slots=True)
class Macro:
    """A ready text.

    Attributes:
        text: with its line of sources; None: what it rests on is past, it can't be sent.
    """

    name: str
    title: str
    text: str | None


def list_macros(catalogue: Catalogue, language: Language, day: date) -> list[Macro]:
    """Return all macros of a language as of a day, those that can't be sent last."""
    found = [
        _macro(catalogue, name, language, day)
        for name in catalogue.responses[language]
        if name.startswith(PREFIX)
    ]
    return sorted(found, key=lambda macro: macro.text is None)


def missing_in(text: str) -> list[str]:
    """Return the placeholders that still stand in a text: {code}."""
    return list(dict.fromkeys(PLACEHOLDER.findall(text)))


def _macro(catalogue: Catalogue, name: str, language: Language, day: date) -> Macro:
    title = catalogue.labels[language].macros.get(name.removeprefix(PREFIX), name)
    variations = catalogue.responses[language][name].variations
    valid = candidates(variations, day, AccountType.CITIZEN)
    if not valid:
        return Macro(name, title, None)
    source = sources_under(catalogue, valid[0].name, language, day)
    return Macro(name, title, f"{valid[0].text.strip()}\n\n{source}".strip())
