"""A fact is told as coming, as true, as past, or not at all."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.knowledge.facts import Confidence, Fact
from bot.knowledge.tense import FIRST_DAY, Tense, has_tense_throughout, tense_on

DAYS = st.dates(date(2023, 1, 1), date(2030, 12, 31))


def make_fact(
    announced_on: date | None = None, valid_from: date | None = None, valid_to: date | None = None
) -> Fact:
    return Fact(
        id="sole-login",
        statement={},
        applies_to=("everyone",),
        announced_on=announced_on,
        valid_from=valid_from,
        valid_to=valid_to,
        superseded_by=(),
        confidence=Confidence.OFFICIAL,
        uncertain=False,
        citations=(),
    )


SOLE_LOGIN = make_fact(date(2024, 5, 29), date(2024, 6, 15), date(2024, 6, 30))


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    announced, start, end = draw(st.tuples(*[st.none() | DAYS] * 3))
    assume(announced is None or start is None or announced <= start)
    assume(start is None or end is None or start <= end)
    assume(announced is None or end is None or announced <= end)
    return make_fact(announced, start, end)


@pytest.mark.parametrize(
    ("day", "tense"),
    [
        (date(2024, 5, 28), Tense.UNKNOWN),
        (date(2024, 5, 29), Tense.ANNOUNCED),
        (date(2024, 6, 14), Tense.ANNOUNCED),
        (date(2024, 6, 15), Tense.IN_FORCE),
        (date(2024, 6, 30), Tense.IN_FORCE),
        (date(2024, 7, 1), Tense.PAST),
    ],
)
def test_tense_turns_on_the_days_of_the_registry(day: date, tense: Tense):
    assert tense_on(SOLE_LOGIN, day) is tense


def test_fact_is_unknown_before_its_first_day_when_nobody_announced_it():
    assert tense_on(make_fact(valid_from=date(2024, 6, 15)), date(2024, 6, 14)) is Tense.UNKNOWN


def test_fact_without_dates_is_always_in_force():
    assert tense_on(make_fact(), date.min) is Tense.IN_FORCE
    assert tense_on(make_fact(), date.max) is Tense.IN_FORCE


def test_fact_without_a_first_day_is_in_force_even_before_its_announcement():
    fact = make_fact(announced_on=date(2024, 5, 29))
    assert tense_on(fact, date(2024, 1, 11)) is Tense.IN_FORCE


def test_period_without_a_beginning_begins_on_the_first_day_of_answers():
    fact = make_fact(valid_from=FIRST_DAY)
    assert has_tense_throughout(fact, Tense.IN_FORCE, None, date(2024, 6, 1))
    later = make_fact(valid_from=FIRST_DAY + timedelta(days=1))
    assert not has_tense_throughout(later, Tense.IN_FORCE, None, date(2024, 6, 1))


def test_period_without_an_end_needs_a_fact_without_an_end():
    start = date(2024, 6, 15)
    assert not has_tense_throughout(SOLE_LOGIN, Tense.IN_FORCE, start, None)
    assert has_tense_throughout(make_fact(valid_from=start), Tense.IN_FORCE, start, None)


@given(facts(), DAYS, st.integers(0, 500))
def test_tense_only_moves_forward(fact: Fact, day: date, days: int):
    order = [Tense.UNKNOWN, Tense.ANNOUNCED, Tense.IN_FORCE, Tense.PAST]
    later = day + timedelta(days=days)
    assert order.index(tense_on(fact, day)) <= order.index(tense_on(fact, later))


@given(facts(), st.sampled_from(Tense), DAYS, st.integers(0, 60))
def test_both_ends_decide_for_every_day_between_them(
    fact: Fact, tense: Tense, first: date, days: int
):
    period = [first + timedelta(days=day) for day in range(days + 1)]
    claimed = has_tense_throughout(fact, tense, period[0], period[-1])
    assert claimed == all(tense_on(fact, day) is tense for day in period)
