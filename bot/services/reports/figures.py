"""The figures of a period: counted over the tickets opened in it, unless said otherwise."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from bot.services.reports.hours import Hours, Seconds, days_of, seconds_of
from bot.services.sla.calendar import Calendar
from bot.services.tickets.ticket import Status
from storage.ticket_reports import Heard, Opened, Pause, Thumbs

GOOD_RATING = 4


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took; None: it never happened.

    Attributes:
        count: of how many tickets.
        median: half of them took no longer.
        p90: nine of ten took no longer.
    """

    count: int
    median: timedelta | None
    p90: timedelta | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the period; `backlog` is what was open at its end."""

    day: date
    opened: int
    settled: int
    backlog: int


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """Return the share; None: of nothing."""
        return 100 * self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Took:
    """How long each ticket took, in business and in wall-clock seconds; NaN: not yet."""

    first_reply: Seconds
    first_reply_wall: Seconds
    resolution: Seconds
    resolution_wall: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All figures of a period."""

    days: Sequence[Day]
    opened: int
    channels: Sequence[tuple[str, int]]
    categories: Sequence[tuple[str, int]]
    first_reply: Spread
    first_reply_wall: Spread
    resolution: Spread
    resolution_wall: Spread
    kept: Share
    by_bot: Share
    missed: Share
    ratings: Mapping[int, int]
    satisfied: Share
    thumbs: Thumbs


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the figures are made of; see `storage.ticket_reports`."""

    opened: Sequence[Opened]
    pauses: Sequence[Pause]
    settled: Mapping[date, int]
    backlog: int
    heard: Heard
    thumbs: Thumbs


def work_out(
    material: Material, calendar: Calendar, days: Sequence[date], now: datetime
) -> Figures:
    """Return the figures of a period.

    Args:
        material: what happened in it.
        calendar: the hours of the desk.
        days: of the period, in order.
        now: business time.
    """
    opened = material.opened
    took = measure(opened, material.pauses, calendar, now)
    ratings = Counter(one.rating for one in opened if one.rating is not None)
    satisfied = sum(count for score, count in ratings.items() if score >= GOOD_RATING)
    heard = material.heard
    return Figures(
        days=_days(material, days),
        opened=len(opened),
        channels=Counter(one.channel for one in opened).most_common(),
        categories=Counter(one.category for one in opened).most_common(),
        first_reply=_spread(took.first_reply),
        first_reply_wall=_spread(took.first_reply_wall),
        resolution=_spread(took.resolution),
        resolution_wall=_spread(took.resolution_wall),
        kept=Share(sum(not one.was_late for one in opened), len(opened)),
        by_bot=Share(heard.conversations - heard.with_ticket, heard.conversations),
        missed=Share(heard.missed, heard.messages),
        ratings={score: ratings.get(score, 0) for score in range(5, 0, -1)},
        satisfied=Share(satisfied, ratings.total()),
        thumbs=material.thumbs,
    )


def measure(
    opened: Sequence[Opened], pauses: Sequence[Pause], calendar: Calendar, now: datetime
) -> Took:
    """Return how long each ticket took; in business time without the pauses of its clock."""
    if not opened:
        nothing = np.empty(0)
        return Took(nothing, nothing, nothing, nothing)
    hours = Hours(calendar, opened[0].opened_at, now)
    start = seconds_of(one.opened_at for one in opened)
    replied = seconds_of(one.first_replied_at for one in opened)
    resolved = seconds_of(
        one.resolved_at if one.status == Status.RESOLVED else None for one in opened
    )
    place = {one.id: at for at, one in enumerate(opened)}
    of = np.array([place[pause.ticket_id] for pause in pauses], dtype=int)
    stopped = seconds_of(pause.started_at for pause in pauses)
    resumed = seconds_of(pause.ended_at or now for pause in pauses)

    def used(end: Seconds) -> Seconds:
        """Count the desk's time until `end`, what lies in pauses before it left out."""
        still = np.zeros(len(opened))
        until = np.fmin(resumed, end[of])
        paused = hours.between(stopped, np.fmax(until, stopped))
        np.add.at(still, of, np.nan_to_num(paused))
        return np.asarray(hours.between(start, end) - still)

    return Took(used(replied), replied - start, used(resolved), resolved - start)


def _spread(took: Seconds) -> Spread:
    known = took[~np.isnan(took)]
    if not len(known):
        return Spread(0, None, None)
    median, p90 = np.percentile(known, [50, 90])
    return Spread(len(known), timedelta(seconds=float(median)), timedelta(seconds=float(p90)))


def _days(material: Material, days: Sequence[date]) -> list[Day]:
    opened = Counter(days_of(seconds_of(one.opened_at for one in material.opened)))
    settled = Counter(material.settled)
    backlog, found = material.backlog, []
    for day in days:
        backlog += opened[day] - settled[day]
        found.append(Day(day, opened[day], settled[day], backlog))
    return found
