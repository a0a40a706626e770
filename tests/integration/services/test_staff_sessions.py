"""A session ends by itself: after an hour without an act, and after a working day in any case."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from bot.services.sessions import IDLE, LONGEST, Sessions
from storage import staff
from storage.staff import NewStaff

_numbers = count()
SECOND = timedelta(seconds=1)


class Day:
    """An officer's browser, and the time of day."""

    def __init__(self, database):
        self.now = datetime(2026, 11, 23, 1, tzinfo=UTC)
        self.database = database
        self.sessions = Sessions(database, lambda: self.now)
        self.login = f"synthetic{next(_numbers)}"
        self.cookie = ""

    async def sign_in(self):
        new = NewStaff(
            login=self.login,
            name="Synthetic",
            role="officer",
            password_hash="",
            totp_secret="",
            created_at=self.now,
        )
        async with self.database.transaction() as connection:
            staff_id = await staff.add(connection, new)
        self.cookie = await self.sessions.begin(staff_id, self.login, "a browser")

    async def act(self, after=timedelta(0), *, is_act=True):
        """Whether the browser is still signed in, so much later."""
        self.now += after
        return await self.sessions.find(self.cookie, is_act=is_act) is not None


@pytest.fixture
async def day(database):
    day = Day(database)
    await day.sign_in()
    return day


async def test_an_hour_without_an_act_ends_it(day):
    assert await day.act(IDLE - SECOND)
    assert not await day.act(IDLE)


async def test_each_act_gives_another_hour_until_the_day_is_over(day):
    step = timedelta(minutes=50)
    began = day.now
    while day.now + step < began + LONGEST:
        assert await day.act(step)
    assert not await day.act(began + LONGEST - day.now)


async def test_what_a_page_fetches_by_itself_keeps_nobody_signed_in(day):
    for _ in range(3):
        assert await day.act(timedelta(minutes=15), is_act=False)
    assert not await day.act(timedelta(minutes=15), is_act=False)


async def test_a_session_that_is_over_is_not_listed_and_its_cookie_is_nobody(day):
    officer = await day.sessions.find(day.cookie)
    assert len(await day.sessions.list_open(officer)) == 1
    day.now += IDLE
    assert await day.sessions.list_open(officer) == ()
    assert await day.sessions.find("") is None
    assert await day.sessions.find("x" * 43) is None
