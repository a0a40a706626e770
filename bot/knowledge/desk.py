"""The support desk: what it is for, when it is open, and how soon it promises to answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum


class Priority(StrEnum):
    """How urgent a case is."""

    URGENT = "urgent"
    """Money or an account may be lost by the hour: a scam, a lost phone."""
    HIGH = "high"
    """Somebody is in distress."""
    NORMAL = "normal"


class Reason(StrEnum):
    """Why a ticket was opened."""

    ASKED = "asked"
    """The citizen asked for a person."""
    NOT_UNDERSTOOD = "not_understood"
    """Two messages in a row were not understood."""
    STILL_FAILING = "still_failing"
    """What was answered did not help, twice."""
    LINK_CHECK = "link_check"
    """A question of the link check failed twice."""
    RATED_DOWN = "rated_down"
    """Two answers running got a thumb down."""
    ANGER = "anger"
    DISTRESS = "distress"
    ACTION_FAILED = "action_failed"
    """Something broke on our side."""
    SCAM = "scam"
    LOST_PHONE = "lost_phone"


@dataclass(frozen=True, slots=True)
class Block:
    """Hours of a day in which the desk is open, by the clocks of Vietnam."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised for a priority, in hours of the desk."""

    first_reply: timedelta
    resolution: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The operator's desk.

    Attributes:
        weekly: hours by weekday, Monday is 0; a weekday without an entry is closed.
        makeup: hours of a weekend day that is worked in place of a weekday.
        closed: days off beside public holidays.
        worked: days worked though they are a weekend or a holiday.
        promises: by priority.
    """

    weekly: Mapping[int, tuple[Block, ...]]
    makeup: tuple[Block, ...]
    closed: frozenset[date]
    worked: frozenset[date]
    promises: Mapping[Priority, Promise]
