"""Figures against a slow reference: each ticket by itself, with the calendar of the SLA clock."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import business_day
from bot.content.catalogue import load_catalogue
from bot.services.reports.figures import Material, Share, measure, work_out
from bot.services.reports.hours import days_of, seconds_of
from bot.services.sla.calendar import Calendar
from bot.services.sla.deadline import Stop, time_used
from storage.ticket_reports import Heard, Opened, Pause, Thumbs

START = datetime(2026, 1, 1, tzinfo=UTC)
NOW = START + timedelta(days=60)
CALENDAR = Calendar(load_catalogue().desk)
minutes = st.integers(0, 40 * 24 * 60).map(lambda count: START + timedelta(minutes=count))


def opened(ticket_id: int, at: datetime, **known: object) -> Opened:
    values = {
        "first_replied_at": None,
        "resolved_at": None,
        "status": "open",
        "channel": "web",
        "category": "other",
        "priority": "normal",
        "language": "vi",
        "reason": "asked",
        "rating": None,
        "was_late": False,
    }
    return Opened(id=ticket_id, opened_at=at, **(values | known))


@st.composite
def tickets(draw):
    """A ticket with moments in order and pauses that do not overlap."""
    moments = sorted(draw(st.lists(minutes, min_size=3, max_size=7)))
    at, *inner, end = moments
    pairs = list(zip(inner[::2], inner[1::2], strict=False))
    is_open = draw(st.booleans())
    return at, inner[0], None if is_open else end, pairs


@settings(max_examples=150, deadline=None)
@given(st.lists(tickets(), min_size=1, max_size=6))
def test_business_time_is_what_the_sla_clock_counts(drawn):
    drawn.sort(key=lambda one: one[0])
    rows = [
        opened(n, at, first_replied_at=reply, resolved_at=end, status="resolved" if end else "open")
        for n, (at, reply, end, _) in enumerate(drawn)
    ]
    pauses = [Pause(n, *pair) for n, one in enumerate(drawn) for pair in one[3]]
    took = measure(rows, pauses, CALENDAR, NOW)

    for n, (at, reply, end, pairs) in enumerate(drawn):
        stops = [Stop(*pair) for pair in pairs]
        expected = time_used(CALENDAR, at, reply, [s for s in stops if s.started_at < reply])
        assert took.first_reply[n] == pytest.approx(expected.total_seconds(), abs=1e-3)
        if end is None:
            assert np.isnan(took.resolution[n])
        else:
            expected = time_used(CALENDAR, at, end, stops)
            assert took.resolution[n] == pytest.approx(expected.total_seconds(), abs=1e-3)
            assert took.resolution_wall[n] == (end - at).total_seconds()


def material(**changes) -> Material:
    values = {
        "opened": (),
        "pauses": (),
        "settled": {},
        "backlog": 0,
        "heard": Heard(0, 0, 0, 0),
        "thumbs": Thumbs(0, 0),
    }
    return Material(**(values | changes))


def test_backlog_of_a_day_is_what_came_less_what_went():
    days = [date(2026, 1, 5), date(2026, 1, 6)]
    monday = datetime(2026, 1, 5, 3, tzinfo=UTC)
    rows = [opened(n, monday) for n in range(3)]
    figures = work_out(material(opened=rows, settled={days[1]: 1}, backlog=4), CALENDAR, days, NOW)

    assert [(day.opened, day.settled, day.backlog) for day in figures.days] == [
        (3, 0, 7),
        (0, 1, 6),
    ]


@given(st.lists(st.integers(-(10**5), 10**6).map(lambda hours: START + timedelta(hours=hours / 8))))
def test_a_moment_counts_on_the_day_that_vietnams_clocks_show(moments):
    assert days_of(seconds_of(moments)) == Counter(map(business_day, moments))


def test_an_empty_period_has_no_shares_and_no_lengths():
    figures = work_out(material(), CALENDAR, [date(2026, 1, 5)], NOW)

    assert figures.kept.percent is None
    assert figures.first_reply.median is None
    assert figures.satisfied == Share(0, 0)


def test_satisfaction_counts_four_and_five():
    rows = [opened(n, START, rating=score) for n, score in enumerate((5, 4, 3, None))]
    figures = work_out(material(opened=rows), CALENDAR, [date(2026, 1, 1)], NOW)

    assert figures.satisfied == Share(2, 3)
    assert figures.ratings == {5: 1, 4: 1, 3: 1, 2: 0, 1: 0}
