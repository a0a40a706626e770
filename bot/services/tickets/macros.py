"""Macros: ready texts in both languages with their legal source, kept from being sent wrongly."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.content.catalogue import Catalogue
from bot.content.render import PLACEHOLDER, render_text
from bot.content.wordings import cited_in, sources_under
from bot.errors import BotError
from bot.knowledge.accounts import AccountType
from bot.knowledge.tense import tense_on
from bot.knowledge.variations import Variation, candidates
from bot.messages import Language

PREFIX = "utter_macro_"


class MacroBlocked(BotError):
    """A macro can't be sent.

    Args:
        reason: `past`: what it rests on is not as it says any more; `missing`: values are.
        missing: the placeholders without a value.
    """

    def __init__(self, reason: str, missing: tuple[str, ...] = ()) -> None:
        super().__init__(f"The macro can't be sent: {reason} {', '.join(missing)}".rstrip())
        self.reason = reason
        self.missing = missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Macro:
    """A macro as of a day.

    Attributes:
        name: without its prefix, the same in both languages.
        text: with placeholders.
        placeholders: what an officer must fill in.
        source: the line of sources under it; "" without one.
        is_past: what it rests on is not as it says any more; it can't be sent.
    """

    name: str
    title: str
    text: str
    placeholders: tuple[str, ...]
    source: str
    is_past: bool

    @property
    def draft(self) -> str:
        """The text with its source, placeholders still to be filled in."""
        return f"{self.text}\n\n{self.source}" if self.source else self.text

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the text that an officer sends.

        Raises:
            MacroBlocked: the law it cites is past, or a placeholder has no value.
        """
        if self.is_past:
            raise MacroBlocked("past")
        missing = tuple(name for name in self.placeholders if not values.get(name, "").strip())
        if missing:
            raise MacroBlocked("missing", missing)
        text = render_text(self.text, values)
        return f"{text}\n\n{self.source}" if self.source else text


def list_macros(catalogue: Catalogue, language: Language, day: date) -> tuple[Macro, ...]:
    """Return all macros of a language as of a day, in the order of their file."""
    responses = catalogue.responses[language]
    return tuple(
        _macro(catalogue, name, language, day) for name in responses if name.startswith(PREFIX)
    )


def _macro(catalogue: Catalogue, name: str, language: Language, day: date) -> Macro:
    variations = catalogue.responses[language][name].variations
    valid = candidates(variations, day, AccountType.CITIZEN)
    variation = valid[0] if valid else variations[-1]
    return Macro(
        name=name.removeprefix(PREFIX),
        title=catalogue.labels[language].macros[name.removeprefix(PREFIX)],
        text=variation.text,
        placeholders=tuple(dict.fromkeys(PLACEHOLDER.findall(variation.text))),
        source=sources_under(catalogue, variation.name, language, day),
        is_past=not valid or not _holds(catalogue, variation, day),
    )


def _holds(catalogue: Catalogue, variation: Variation, day: date) -> bool:
    """Tell whether every fact and the documents it stands in are as the text says."""
    for cited in cited_in(catalogue, variation):
        if tense_on(cited.fact, day) is not cited.tense:
            return False
        if cited.fact.citations and not cited.citations(day):
            return False
    return True
