"""Loads `responses/desk.yml`: the support desk's hours, days and promises."""

import re
from datetime import date, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from bot.content.yaml_file import Lines, Schema, read_as
from bot.knowledge.desk import Block, Desk, Priority, Promise

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Weekday: TypeAlias = Literal[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
]
_BLOCK = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")
_AMOUNT = re.compile(r"(\d+) (minutes|hours)")


def _block(written: object) -> Block:
    match = _BLOCK.fullmatch(str(written))
    if match is None:
        raise ValueError(f"'{written}' is no time such as 07:30-11:30")
    block = Block(time.fromisoformat(match[1]), time.fromisoformat(match[2]))
    if block.opens >= block.closes:
        raise ValueError(f"'{written}' ends before it begins")
    return block


def _amount(written: object) -> timedelta:
    match = _AMOUNT.fullmatch(str(written))
    if match is None or int(match[1]) == 0:
        raise ValueError(f"'{written}' is no duration such as 30 minutes or 4 hours")
    return timedelta(**{match[2]: int(match[1])})


Hours: TypeAlias = tuple[Annotated[Block, BeforeValidator(_block)], ...]
Amount: TypeAlias = Annotated[timedelta, BeforeValidator(_amount)]


class DayEntry(Schema):
    """A day that differs from the calendar, and who says so."""

    day: date
    source: str = Field(min_length=1)


class PromiseEntry(Schema):
    """What is promised for one priority."""

    first_reply: Amount
    resolution: Amount


class DeskFile(Schema):
    """The whole file."""

    hours: dict[Weekday, Hours] = Field(min_length=1)
    makeup_day: Hours
    closed: tuple[DayEntry, ...] = ()
    worked: tuple[DayEntry, ...] = ()
    promises: dict[Priority, PromiseEntry]


def load_desk(path: Path) -> Desk:
    """Load the desk.

    Raises:
        ContentError: the file is broken, its hours overlap, or a priority has no promise.
    """
    file, lines = read_as(DeskFile, path)
    for weekday, hours in file.hours.items():
        _check_hours(hours, lines, weekday)
    missing = [priority.value for priority in Priority if priority not in file.promises]
    if missing:
        raise lines.error(("promises",), f"nothing is promised for {', '.join(missing)}")
    return Desk(
        weekly={WEEKDAYS.index(name): hours for name, hours in file.hours.items() if hours},
        makeup=file.makeup_day,
        closed=frozenset(entry.day for entry in file.closed),
        worked=frozenset(entry.day for entry in file.worked),
        promises={
            priority: Promise(entry.first_reply, entry.resolution)
            for priority, entry in file.promises.items()
        },
    )


def _check_hours(hours: Hours, lines: Lines, weekday: str) -> None:
    if not hours:
        raise lines.error(("hours", weekday), "leave out a weekday on which the desk is closed")
    for before, after in pairwise(hours):
        if after.opens < before.closes:
            raise lines.error(("hours", weekday), "hours overlap or are out of order")
