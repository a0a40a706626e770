"""One page with every answer, as chat and as SMS, both languages side by side."""

from dataclasses import dataclass
from datetime import date
from importlib import resources

from jinja2 import Environment

from bot.content.catalogue import Catalogue
from bot.content.render import Cited, format_day, source_line
from bot.content.response_files import Response
from bot.content.sms import count_segments
from bot.errors import ContentError
from bot.knowledge.tense import FIRST_DAY, Tense
from bot.knowledge.variations import Variation
from bot.messages import Language


@dataclass(frozen=True, slots=True)
class Side:
    """A wording in one language, as it is shown."""

    language: str
    text: str
    source: str
    buttons: tuple[str, ...]
    sms_text: str | None
    sms_segments: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A wording in both languages, and when it is chosen for whom."""

    name: str
    period: str
    accounts: str
    facts: tuple[str, ...]
    reviewed_on: date | None
    sides: tuple[Side, ...]


def make_preview(catalogue: Catalogue, day: date | None) -> str:
    """Return the page as HTML.

    Args:
        catalogue: what is shown.
        day: only wordings that are chosen on it; None: all.

    Raises:
        ContentError: the languages don't hold the same wordings, or a fact does not exist.
    """
    sections = {
        name: entries
        for name in catalogue.responses[Language.VI]
        if (entries := _entries(catalogue, name, day))
    }
    template = resources.files("bot.content") / "templates" / "preview.html"
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(template.read_text(encoding="utf-8"))
    return page.render(sections=sections, digest=catalogue.digest, day=day)


def _entries(catalogue: Catalogue, name: str, day: date | None) -> list[Entry]:
    return [
        _entry(catalogue, vietnamese, english)
        for vietnamese, english in _pairs(catalogue, name)
        if day is None or vietnamese.is_valid_on(day)
    ]


def _pairs(catalogue: Catalogue, name: str) -> list[tuple[Variation, Variation]]:
    vietnamese = catalogue.responses[Language.VI][name]
    english = catalogue.responses[Language.EN].get(name)
    if english is None or len(english.variations) != len(vietnamese.variations):
        problem = f"{name} differs between the languages; run: vneid-bot content check"
        raise ContentError(vietnamese.path, vietnamese.variations[0].line, problem)
    for response in (vietnamese, english):
        _require_facts(catalogue, response)
    return list(zip(vietnamese.variations, english.variations, strict=True))


def _require_facts(catalogue: Catalogue, response: Response) -> None:
    for variation in response.variations:
        for fact_id in variation.fact_ids:
            if fact_id not in catalogue.facts:
                problem = f"fact '{fact_id}' does not stand in facts.yml"
                raise ContentError(response.path, variation.line, problem)


def _entry(catalogue: Catalogue, vietnamese: Variation, english: Variation) -> Entry:
    first, last = vietnamese.valid_from, vietnamese.valid_to
    return Entry(
        name=vietnamese.name,
        period=f"{first or 'always'} – {last or 'today'}" if first or last else "always",
        accounts=", ".join(sorted(vietnamese.accounts)) or "everyone else",
        facts=vietnamese.fact_ids,
        reviewed_on=vietnamese.reviewed_on,
        sides=(
            _side(catalogue, vietnamese, Language.VI),
            _side(catalogue, english, Language.EN),
        ),
    )


def _side(catalogue: Catalogue, variation: Variation, language: Language) -> Side:
    cited = [
        Cited(catalogue.facts[fact_id], tense)
        for tense in (Tense.IN_FORCE, Tense.ANNOUNCED, Tense.PAST)
        for fact_id in variation.facts.get(tense, ())
    ]
    day = variation.valid_from or FIRST_DAY
    begins = catalogue.labels[language].source_lines
    sms = variation.sms_text
    return Side(
        language=language.value,
        text=variation.text.replace("{day}", format_day(day, language)),
        source=source_line(cited, day, language, begins),
        buttons=tuple(button.title for button in variation.buttons),
        sms_text=sms,
        sms_segments=count_segments(sms) if sms else 0,
    )
