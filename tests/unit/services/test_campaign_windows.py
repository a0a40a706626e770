"""When people may be written to."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import VIETNAM
from bot.services.campaigns.windows import BadWindow, Window, tet_days

MOMENTS = st.datetimes(
    datetime(2023, 1, 1),  # noqa: DTZ001 - the zone is given below
    datetime(2027, 12, 31),  # noqa: DTZ001 - the same
    timezones=st.just(VIETNAM),
)
WINDOWS = st.tuples(st.integers(7, 20), st.integers(21, 22), st.booleans()).map(
    lambda parts: Window(*parts)
)


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2024-06-14T06:59:59", False),
        ("2024-06-14T07:00:00", True),
        ("2024-06-14T21:59:59", True),
        ("2024-06-14T22:00:00", False),
    ],
)
def test_people_are_written_to_from_seven_to_ten(moment, is_open):
    assert Window().is_open(local(moment)) is is_open


def test_a_moment_of_another_zone_is_read_in_vietnam():
    assert not Window().is_open(datetime.fromisoformat("2024-06-14T15:30:00+00:00"))


def test_nobody_is_written_to_on_tet_unless_it_is_allowed():
    new_year = local("2024-02-10T09:00")

    assert not Window().is_open(new_year)
    assert Window(on_tet=True).is_open(new_year)
    assert Window().next_opening(new_year) == local("2024-02-15T07:00")


def test_tet_is_known_for_years_to_come():
    assert date(2026, 2, 17) in tet_days(2026)


@pytest.mark.parametrize("hours", [(6, 22), (7, 23), (9, 9), (20, 8)])
def test_hours_beyond_the_law_are_refused(hours):
    with pytest.raises(BadWindow, match="between 7 and 22"):
        Window(*hours)


@given(window=WINDOWS, now=MOMENTS)
def test_the_next_opening_is_open_and_not_in_the_past(window, now):
    opening = window.next_opening(now)

    assert opening >= now
    assert window.is_open(opening)
    assert (opening == now) is window.is_open(now)
    assert window.next_opening(opening) == opening
    assert window.is_open(window.next_day(now))
    assert window.next_day(now).date() > now.date()
