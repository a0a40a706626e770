"""Business time: shifted, started at a day, run faster; its day is Vietnam's."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import VIETNAM, Clock, business_day, make_clock, noon_of, pin
from bot.errors import SettingsError

STARTED = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


@pytest.fixture
def pass_time(monkeypatch: pytest.MonkeyPatch):
    """Return a function that sets how long ago the clock was started."""

    def since_start(**elapsed: float) -> None:
        now = STARTED + timedelta(**elapsed)
        monkeypatch.setattr("bot.clock.time.time", now.timestamp)

    since_start(seconds=0)
    return since_start


def test_clock_without_a_setting_shows_real_time(pass_time):
    pass_time(hours=5)
    assert make_clock("", 1.0, STARTED).now() == STARTED + timedelta(hours=5)


@pytest.mark.parametrize(
    ("setting", "offset"),
    [
        ("-880d", timedelta(days=-880)),
        ("+2d", timedelta(days=2)),
        ("-36h", timedelta(hours=-36)),
        ("+90m", timedelta(minutes=90)),
        ("+0d", timedelta()),
    ],
)
def test_offset_shifts_business_time(pass_time, setting: str, offset: timedelta):
    pass_time(minutes=7)
    expected = STARTED + offset + timedelta(minutes=7)
    assert make_clock(setting, 1.0, STARTED).now() == expected


@pytest.mark.parametrize(
    ("setting", "start"),
    [
        ("2024-06-10", datetime(2024, 6, 10, 2, 0, tzinfo=UTC)),
        ("2024-06-10T08:30", datetime(2024, 6, 10, 1, 30, tzinfo=UTC)),
        ("2024-06-10 08:30", datetime(2024, 6, 10, 1, 30, tzinfo=UTC)),
        ("2024-06-10T08:30+00:00", datetime(2024, 6, 10, 8, 30, tzinfo=UTC)),
        ("2024-06-10T08:30Z", datetime(2024, 6, 10, 8, 30, tzinfo=UTC)),
    ],
)
@pytest.mark.usefixtures("pass_time")
def test_start_is_read_in_vietnam_where_no_zone_is_given(setting: str, start: datetime):
    assert make_clock(setting, 1.0, STARTED).now() == start
    assert make_clock(setting, 1.0, STARTED).now().tzinfo is UTC


@pytest.mark.parametrize(("speed", "passed"), [(60.0, 120.0), (0.5, 1.0), (1.0, 2.0)])
def test_speed_stretches_the_time_since_the_start(pass_time, speed: float, passed: float):
    pass_time(minutes=2)
    clock = make_clock("2024-06-10", speed, STARTED)
    assert clock.now() == datetime(2024, 6, 10, 2, 0, tzinfo=UTC) + timedelta(minutes=passed)


def test_processes_with_the_same_values_show_the_same_time(pass_time):
    one, two = (make_clock("-880d", 60.0, STARTED) for _ in range(2))
    pass_time(hours=1)
    assert one.now() == two.now()


@pytest.mark.parametrize(
    "setting", ["880d", "-880", "-1w", "yesterday", "2024-13-01", "10/6/2024", " ", "-d"]
)
def test_setting_that_is_neither_is_refused(setting: str):
    with pytest.raises(SettingsError, match=r"^VNEID_CLOCK is '.*'; give an offset such as -880d"):
        make_clock(setting, 1.0, STARTED)


def test_offset_that_leaves_the_calendar_is_refused():
    with pytest.raises(SettingsError, match="VNEID_CLOCK"):
        make_clock("-999999d", 1.0, STARTED)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2024, 6, 14, 16, 59, 59, tzinfo=UTC), date(2024, 6, 14)),
        (datetime(2024, 6, 14, 17, 0, tzinfo=UTC), date(2024, 6, 15)),
        (datetime(2024, 6, 14, 12, 0, tzinfo=timezone(timedelta(hours=-7))), date(2024, 6, 15)),
    ],
)
def test_day_turns_at_midnight_in_vietnam(now: datetime, day: date):
    assert business_day(now) == day


@given(st.dates(date(1980, 1, 1), date(2100, 1, 1)))
def test_noon_of_a_day_falls_on_that_day(day: date):
    assert business_day(noon_of(day)) == day
    assert noon_of(day).astimezone(VIETNAM).hour == 12


@given(st.floats(0.1, 10_000), st.integers(0, 10**6), st.integers(0, 10**6))
def test_business_time_never_runs_backwards(speed: float, first: int, more: int):
    clock = Clock(STARTED, datetime(2024, 6, 10, tzinfo=UTC), speed)
    moments = []
    with pytest.MonkeyPatch.context() as patch:
        for seconds in (first, first + more):
            patch.setattr("bot.clock.time.time", lambda s=seconds: STARTED.timestamp() + s)
            moments.append(clock.now())
    assert moments[0] <= moments[1]


def test_a_pinned_start_means_the_same_in_a_process_that_starts_later():
    first, later = datetime(2026, 11, 22, 3, tzinfo=UTC), datetime(2026, 11, 22, 4, tzinfo=UTC)
    pinned = pin("2024-06-10", first)

    assert make_clock(pinned, 60.0, later) == make_clock("2024-06-10", 60.0, first)
    assert pin(pinned, later) == pinned
    assert pin("-880d", first) == "-880d"
    assert pin("", first) == ""
