"""The desk's hours and promises in words."""

from collections.abc import Mapping
from datetime import datetime
from itertools import groupby

from babel.dates import format_date, format_time, get_day_names

from bot.clock import VIETNAM
from bot.content.render import format_day
from bot.knowledge.desk import Block
from bot.messages import Language


def format_hours(weekly: Mapping[int, tuple[Block, ...]], language: Language) -> str:
    """Return opening hours: `thứ Hai–thứ Sáu 07:30–11:30, 13:00–17:00`."""
    spans = groupby(sorted(weekly), key=lambda weekday: weekly[weekday])
    return "; ".join(
        f"{_days([*weekdays], language)} {_blocks(hours)}" for hours, weekdays in spans
    )


def format_moment(at: datetime, language: Language) -> str:
    """Return a moment as it stands in a text: `15:30 thứ Hai, 23/11/2026`."""
    local = at.astimezone(VIETNAM)
    time = format_time(local, "HH:mm", locale=language.value)
    weekday = _lowered(format_date(local.date(), "EEEE", locale=language.value), language)
    return f"{time} {weekday}, {format_day(local.date(), language)}"


def _days(weekdays: list[int], language: Language) -> str:
    names = get_day_names("wide", locale=language.value)
    first, last = (_lowered(names[day], language) for day in (weekdays[0], weekdays[-1]))
    return first if first == last else f"{first}–{last}"


def _blocks(hours: tuple[Block, ...]) -> str:
    return ", ".join(f"{block.opens:%H:%M}–{block.closes:%H:%M}" for block in hours)


def _lowered(name: str, language: Language) -> str:
    """Return a weekday inside a sentence: Vietnamese writes `thứ Hai`."""
    return name[:1].lower() + name[1:] if language is Language.VI else name
