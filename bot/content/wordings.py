"""Looks up a wording by the name it was kept under, and where it stands."""

from datetime import date

from bot.content.catalogue import Catalogue
from bot.content.render import Cited, source_line
from bot.knowledge.tense import Tense
from bot.knowledge.variations import Variation
from bot.messages import Language


def find_wording(catalogue: Catalogue, name: str, language: Language) -> Variation | None:
    """Return a wording such as `utter_faq_hotline#2`; None: this content has none."""
    response = catalogue.responses[language].get(name.partition("#")[0])
    variations = response.variations if response else ()
    return next((one for one in variations if one.name == name), None)


def cited_in(catalogue: Catalogue, variation: Variation) -> tuple[Cited, ...]:
    """Return the facts of a wording: in force, then announced, then past."""
    return tuple(
        Cited(catalogue.facts[fact_id], tense)
        for tense in (Tense.IN_FORCE, Tense.ANNOUNCED, Tense.PAST)
        for fact_id in variation.facts.get(tense, ())
    )


def sources_under(catalogue: Catalogue, name: str, language: Language, day: date) -> str:
    """Return the line of sources under a wording as of a day; "" without one."""
    variation = find_wording(catalogue, name, language)
    if variation is None:
        return ""
    begins = catalogue.labels[language].source_lines
    return source_line(cited_in(catalogue, variation), day, language, begins)
