"""Business time against a slow reference that looks at every minute of ten years."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import holidays
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.catalogue import load_catalogue
from bot.knowledge.desk import Block, Desk
from bot.services.sla.calendar import Calendar
from bot.services.sla.deadline import Stop, deadline, time_used

FIRST, YEARS = datetime(2020, 1, 1, tzinfo=UTC), 10
DAYS = 365 * YEARS + 3
MINUTE = timedelta(minutes=1)

EARLY, LATE, NOON = (
    Block(time(7, 30), time(11, 30)),
    Block(time(13), time(17)),
    Block(time(11, 30), time(13)),
)
DESKS = {
    "two blocks": dict.fromkeys(range(5), (EARLY, LATE)),
    "no lunch": dict.fromkeys(range(5), (EARLY, NOON, LATE)),
    "Saturday mornings": dict.fromkeys(range(6), (EARLY,)),
    "Tuesdays alone": {1: (LATE,)},
}


def desk_of(name):
    return Desk(
        weekly=DESKS[name],
        makeup=(EARLY, LATE),
        closed=frozenset([date(2026, 1, 2)]),
        worked=frozenset([date(2026, 1, 10)]),
        promises={},
    )


@cache
def calendar_of(name):
    return Calendar(desk_of(name))


@cache
def minutes_open(name):
    """How many minutes the desk has been open by each minute, counted one by one."""
    vietnam, desk = holidays.country_holidays("VN", years=range(2019, 2031)), desk_of(name)
    is_open = np.zeros((DAYS + 2) * 1440, dtype=np.int64)
    for number in range(DAYS + 2):
        day = FIRST.date() + timedelta(days=number)
        hours = desk.weekly.get(day.weekday(), ())
        makes_up = day in desk.worked or day in vietnam.weekend_workdays
        if not hours and makes_up:
            hours = desk.makeup
        if day in desk.closed or (day in vietnam and day not in desk.worked):
            hours = ()
        for block in hours:
            opens, closes = (60 * one.hour + one.minute for one in (block.opens, block.closes))
            for minute in range(opens, closes):
                is_open[number * 1440 + minute] = 1
    in_utc = is_open[7 * 60 :]
    return np.concatenate([[0], np.cumsum(in_utc)])


MOMENTS = st.integers(0, (DAYS - 400) * 1440)
NAMES = st.sampled_from(sorted(DESKS))


def at(minute):
    return FIRST + minute * MINUTE


def slow_between(name, start, end):
    counted = minutes_open(name)
    return int(counted[end] - counted[start]) if end > start else 0


def slow_add(name, start, minutes):
    counted = minutes_open(name)
    return int(np.searchsorted(counted, counted[start] + minutes)) if minutes else start


def slow_deadline(name, start, promise, pauses):
    """Follow the clock from pause to pause; None: it stands still for good."""
    ran, begin = 0, start
    for first, last in pauses:
        run = slow_between(name, begin, first)
        if ran + run >= promise:
            break
        ran, begin = ran + run, last
    return None if begin == DAYS * 1440 else slow_add(name, begin, promise - ran)


@settings(max_examples=400)
@given(NAMES, MOMENTS, MOMENTS)
def test_time_between_two_moments_is_every_open_minute(name, start, end):
    found = calendar_of(name).between(at(start), at(end))
    assert found == slow_between(name, start, end) * MINUTE


@settings(max_examples=400)
@given(NAMES, MOMENTS, st.integers(0, 6000))
def test_a_moment_comes_after_as_many_open_minutes(name, start, minutes):
    found = calendar_of(name).add(at(start), minutes * MINUTE)
    assert found == at(slow_add(name, start, minutes))


@settings(max_examples=400)
@given(
    NAMES,
    MOMENTS,
    st.integers(1, 3000),
    st.lists(st.tuples(st.integers(0, 20_000), st.integers(1, 20_000)), max_size=4),
    st.booleans(),
)
def test_a_deadline_leaves_every_pause_out(name, start, promise, gaps, is_open_ended):
    pauses, moment = [], start
    for wait, length in gaps:
        pauses.append((moment + wait, moment + wait + length))
        moment = pauses[-1][1]
    stops = [Stop(at(first), at(last)) for first, last in pauses]
    if is_open_ended and pauses:
        stops[-1] = Stop(stops[-1].started_at, None)
        pauses[-1] = (pauses[-1][0], DAYS * 1440)

    found = deadline(calendar_of(name), at(start), promise * MINUTE, stops)

    expected = slow_deadline(name, start, promise, pauses)
    assert found.due_at == (None if expected is None else at(expected))
    if found.due_at is not None:
        used = time_used(calendar_of(name), at(start), found.due_at, stops)
        assert used == promise * MINUTE
        assert found.warn_at is not None
        assert found.warn_at <= found.due_at


@given(NAMES, MOMENTS)
def test_the_desk_opens_at_the_next_open_minute(name, minute):
    calendar = calendar_of(name)
    opening = calendar.next_opening(at(minute))
    assert calendar.is_open(opening)
    assert calendar.between(at(minute), opening) == timedelta()


@pytest.mark.parametrize(
    ("day", "is_worked"),
    [
        (date(2026, 1, 1), False),  # New Year
        (date(2026, 1, 2), False),  # swapped, by 12729/VPCP-KGVX
        (date(2026, 1, 10), True),  # the Saturday worked for it
        (date(2025, 4, 26), True),  # the Saturday worked for 2 May 2025
        (date(2025, 5, 2), False),
        (date(2026, 2, 18), False),  # Tết
        (date(2026, 4, 27), False),  # Hùng Kings' Day, made up for
        (date(2026, 11, 24), False),  # Vietnam Cultural Day
        (date(2026, 11, 25), True),
        (date(2026, 11, 28), False),  # an ordinary Saturday
    ],
)
def test_the_operators_desk_keeps_holidays_and_makeup_days(day, is_worked):
    calendar = Calendar(load_catalogue().desk)
    assert bool(calendar.spans_on(day)) == is_worked
