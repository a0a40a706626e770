"""Days that a message names: the one it asks about, and one that no document knows."""

import re
from collections.abc import Iterable
from datetime import date

from bot.content.render import format_day
from bot.conversation.folding import fold
from bot.conversation.hearing import Meaning
from bot.conversation.understanding.dates import last_such_day
from bot.conversation.understanding.entities import AS_OF_DATE, AS_OF_DAY, Entity
from bot.knowledge.facts import Fact
from bot.knowledge.grounding import ungrounded
from bot.messages import Language

STATE_DATE = "state_date"
"""Intent of a message that only names another day."""

DATED_TOPICS = frozenset(
    [
        "deadline-overview",
        "deadline-15-june",
        "deadline-1-july",
        "deadline-missed",
        "old-account-after-cutoff",
        "org-deadline",
        "sole-login-method",
        "who-must-switch",
    ]
)
"""Topics that are about days, so that a wrong day in the question is corrected."""

_BACK_THEN = re.compile(
    r"\b(?:luc do|(?:tai|vao) thoi diem|tinh den|as of|back (?:in|on|then)|at that time)\b"
)
_PAST = re.compile(
    r"\bhồi\b|(?<!toi )(?<!em )(?<!minh )(?<!cho )(?<!xin )(?<!muon )"
    r"\bhoi (?:dau|giua|cuoi|thang|nam|do|ay)\b"
)
"""Sought with its marks: without them `hồi` (back in) and `hỏi` (ask) are the same word."""
_BORN = re.compile(r"\b(?:sinh|born|birth(?:day|date)?|dob)\b")
_NUMBERS_OF_A_DAY = 3


def day_asked_about(meaning: Meaning, today: date, before: str | None) -> str | None:
    """Return the day that the question wants to be answered as of, ISO; None: today.

    A day that is merely named ("what changes on 15 June?") does not count, unless nothing else is.

    Args:
        meaning: the question.
        today: a day named without its year is the last such day up to it.
        before: the day asked about last, ISO, whose year such a day then has; None: today.
    """
    if meaning.intent != STATE_DATE and not _speaks_of_back_then(meaning.text):
        return None
    until = min(today, date(int(before[:4]), 12, 31)) if before else today
    days = (_day_of(one) or _last_day_of(one, until) for one in meaning.understanding.entities)
    return next((day.isoformat() for day in days if day), None)


def unknown_day(meaning: Meaning, facts: Iterable[Fact]) -> date | None:
    """Return a day of the question that stands in no fact; None: there is none, or a birthday."""
    if _BORN.search(fold(meaning.text)):
        return None
    for entity in meaning.understanding.entities:
        day = _day_of(entity)
        if day is None or not _is_full(meaning, entity.start, entity.end):
            continue
        if ungrounded(format_day(day, Language.VI), facts):
            return day
    return None


def _day_of(entity: Entity) -> date | None:
    """Return the day that an entity names; a payload may give anything for one."""
    if entity.entity != AS_OF_DATE:
        return None
    try:
        return date.fromisoformat(entity.value)
    except ValueError:
        return None


def _last_day_of(entity: Entity, until: date) -> date | None:
    """Return the last day up to `until` that an entity without a year names."""
    if entity.entity != AS_OF_DAY:
        return None
    try:
        return last_such_day(entity.value, until)
    except (ValueError, StopIteration):  # a payload may give anything for one
        return None


def _speaks_of_back_then(text: str) -> bool:
    return bool(_BACK_THEN.search(fold(text)) or _PAST.search(text.casefold()))


def _is_full(meaning: Meaning, start: int, end: int) -> bool:
    """Tell whether day, month and year were written, not only a month."""
    words = meaning.understanding.text[start:end]
    has_month_name = re.search(r"[a-z]{3,}", fold(words).replace("ngay", "").replace("thang", ""))
    numbers = len(re.findall(r"\d+", words)) + (1 if has_month_name else 0)
    return numbers >= _NUMBERS_OF_A_DAY
