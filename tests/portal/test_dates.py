"""The same citizen before and after each date."""

from datetime import UTC, datetime

import pytest

from portal.citizens.showcase import stories
from portal.clock import read_offset
from portal.errors import BadOption
from portal.states import OLD_LOGIN, State

NUMBER = {state: stories().index(state) + 1 for state in State}
DAYS = ("2024-06-14", "2024-06-15", "2024-06-30", "2024-07-01", "2025-07-01")


async def told(bot, state, day):
    answer = await bot.http.put("/simulator/clock", json={"at": day})
    assert answer.status_code == 200
    result = (await bot.status(NUMBER[state]))["result"]
    return result["state"], result["next_action"]


@pytest.mark.parametrize("state", sorted(OLD_LOGIN - {State.S1_AUTO_CHECK}))
async def test_the_old_login_is_tried_last_from_15_june_and_not_at_all_from_1_july(bot, state):
    by_day = [await told(bot, state, day) for day in DAYS]

    assert by_day[0][0] == state
    assert by_day[0][1] != "log_in_with_vneid"
    assert by_day[1:3] == [(state, "log_in_with_vneid")] * 2
    assert by_day[3:] == [("S2_VNEID_LOGIN", "log_in_with_vneid")] * 2


@pytest.mark.parametrize("state", [State.LINKED, State.F_MISMATCH, State.F_SCAM])
async def test_other_states_do_not_depend_on_the_day(bot, state):
    by_day = {await told(bot, state, day) for day in DAYS}

    assert len(by_day) == 1


async def test_forgetting_the_portal_password_matters_only_while_it_is_used(bot):
    assert (await told(bot, State.F_PORTAL_PW, "2024-06-14"))[0] == "F_PORTAL_PW"
    assert (await told(bot, State.F_PORTAL_PW, "2024-07-01"))[0] == "S2_VNEID_LOGIN"


@pytest.mark.parametrize(
    ("at", "status"), [("2024-06-30T23:59+07:00", "active"), ("2024-07-01T00:00+07:00", "stopped")]
)
async def test_citizens_old_accounts_stop_at_midnight_in_vietnam(bot, at, status):
    await bot.http.put("/simulator/clock", json={"at": at})
    citizen, organisation = await bot.status(NUMBER[State.BOTH_ACCOUNTS]), await bot.status(1)

    assert citizen["portal_account"]["status"] == status
    assert organisation["portal_account"]["status"] == "active"


async def test_business_time_does_not_touch_codes(bot, real_time):
    codes = await bot.codes()
    await bot.http.put("/simulator/clock", json={"at": "2030-01-01"})
    real_time.pass_seconds(599)
    assert (await bot.poll(codes["device_code"])).json()["error"] == "authorization_pending"


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("", "2026-01-05T03:00"),
        ("-5d", "2025-12-31T03:00"),
        ("+90m", "2026-01-05T04:30"),
        ("2024-06-10", "2024-06-10T05:00"),
        ("2024-06-10T08:30", "2024-06-10T01:30"),
        ("2024-06-10T08:30+00:00", "2024-06-10T08:30"),
    ],
)
def test_a_clock_setting_is_an_offset_a_day_or_a_moment(setting, expected):
    now = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)

    assert (now + read_offset(setting, now)).isoformat().startswith(expected)


@pytest.mark.parametrize("setting", ["tomorrow", "-5y", "2024-13-01", "5d"])
def test_another_setting_is_refused(setting):
    with pytest.raises(BadOption, match=r"-880d"):
        read_offset(setting, datetime.now(UTC))


@pytest.mark.parametrize("setting", ["9999-12-31", "0001-01-01", "-999999d"])
async def test_a_time_beyond_the_calendar_is_refused_and_changes_nothing(http, setting):
    answer = await http.put("/simulator/clock", json={"at": setting})
    state = (await http.get("/simulator/state")).json()

    assert answer.status_code == 422
    assert state["business_now"].startswith("2024-06-10")
