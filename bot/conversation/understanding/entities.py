"""Finds what a message names: account types, languages, provinces, documents and days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.conversation.understanding.ages import find_ages
from bot.conversation.understanding.dates import DateMention
from bot.conversation.understanding.normalise import Reading, Token
from bot.conversation.understanding.phrases import PhraseBook
from bot.knowledge.accounts import AccountType

ACCOUNT_TYPE = "account_type"
AS_OF_DATE = "as_of_date"
AS_OF_DAY = "as_of_day"
"""A day without its year, `--06-15`: which year is meant depends on what was asked before."""

_SIX, _FOURTEEN = 6, 14


@dataclass(frozen=True, slots=True)
class Entity:
    """A part of a message that names something: characters `start` to `end`."""

    entity: str
    value: str
    start: int
    end: int
    extractor: str

    def to_rasa_json(self) -> dict[str, object]:
        """Return the entity as Rasa writes it; none of ours is guessed, so confidence is 1."""
        return {
            "entity": self.entity,
            "value": self.value,
            "start": self.start,
            "end": self.end,
            "confidence_entity": 1.0,
            "extractor": self.extractor,
        }


def find_entities(reading: Reading, phrases: PhraseBook) -> tuple[Entity, ...]:
    """Return the entities of a message in order; an age goes before the words about a child."""
    named = list(dict.fromkeys(_from_phrases(reading, phrases)))
    ages = [age for age in _ages(reading) if not any(_overlap(age, other) for other in named)]
    if ages:
        named = [entity for entity in named if entity.value != AccountType.UNDER_14.value]
    found = [*named, *ages, *_days(reading.dates)]
    return tuple(sorted(found, key=lambda entity: (entity.start, entity.entity)))


def _from_phrases(reading: Reading, phrases: PhraseBook) -> Iterator[Entity]:
    tokens = reading.tokens
    for match in phrases.find(tokens):
        if match.phrase.entity is not None:
            start, end = tokens[match.first].start, tokens[match.end - 1].end
            yield Entity(match.phrase.entity, match.phrase.value, start, end, "PhraseBook")


def _ages(reading: Reading) -> Iterator[Entity]:
    for start, end, years in find_ages(" ".join(reading.words)):
        first, last = _tokens_at(reading.tokens, start, end)
        if first.typed == "sau" and reading.words_marked:
            continue  # "sau tuổi 18" is after, not six
        yield Entity(ACCOUNT_TYPE, _holder(years), first.start, last.end, "AgeRule")


def _tokens_at(tokens: Sequence[Token], start: int, end: int) -> tuple[Token, Token]:
    """Return the first and last token of characters `start` to `end` of the joined words."""
    place, inside = 0, []
    for token in tokens:
        if start <= place < end:
            inside.append(token)
        place += len(token.text) + 1
    return inside[0], inside[-1]


def _holder(years: int) -> str:
    if years < _SIX:
        return AccountType.UNDER_6.value
    return (AccountType.FROM_6_TO_13 if years < _FOURTEEN else AccountType.CITIZEN).value


def _days(dates: Sequence[DateMention]) -> Iterator[Entity]:
    for mention in dates:
        day = mention.first_day()
        kind, value = (AS_OF_DATE, day.isoformat()) if day else (AS_OF_DAY, mention.yearless())
        if value:
            yield Entity(kind, value, mention.start, mention.end, "DateRule")


def _overlap(one: Entity, other: Entity) -> bool:
    return one.start < other.end and other.start < one.end
