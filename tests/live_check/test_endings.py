"""Every way a live check can end: told once, honestly, in the citizen's language."""

import pytest

from bot.conversation.actions.linking import Period, period_of
from bot.conversation.actions.live_check.standings import standing
from bot.portal_client.states import LinkState
from bot.services.live_check.status import Status

EVERY_NUMBER = range(1, 50)
ASIDES = {"utter_live_check_slow", "utter_reminder_none", "utter_reminder_offer"}


async def test_an_approval_leads_to_the_result_and_gives_the_token_back(citizen, desk):
    await citizen.agree()
    await citizen.wait_until(Status.WAITING)
    assert await citizen.heard() == ["live_check_code"]
    await citizen.decide("approve", 22)
    closed = await citizen.wait_until(Status.CLOSED)
    names = await citizen.heard()
    assert names[:2] == ["live_check_code", "live_check_answered"]
    assert (closed.secret, closed.user_code, closed.outcome) == (None, None, "found")
    assert (await desk.simulator("GET", "/state"))["tokens"] == 0


@pytest.mark.parametrize("day", ["2024-06-10", "2024-06-20", "2026-11-22"])
async def test_every_synthetic_citizen_hears_their_one_state_and_next_step(citizen, desk, day):
    await desk.set_day(day)
    for number in EVERY_NUMBER:
        one = await desk.simulator("GET", f"/citizens/{number}")
        status = one["status"]
        expected = standing(
            LinkState(status["result"]["state"]),
            owner=status["portal_account"]["owner_type"],
            lock=status["vneid"]["lock"],
            period=period_of(desk.business_now().date()),
        )
        before = len(await citizen.heard()) if citizen.conversation_id else 0
        await citizen.agree()
        await citizen.wait_until(Status.WAITING)
        await citizen.decide("approve", number)
        await citizen.wait_until(Status.CLOSED)
        names = [f"utter_{name}" for name in (await citizen.heard())[before:]]
        said = [one for one in names if one not in ASIDES]
        assert said == ["utter_live_check_code", "utter_live_check_answered", *expected], number


@pytest.mark.parametrize(
    ("verdict", "ending"),
    [("refuse", "refused"), ("expire", "expired")],
)
async def test_a_refusal_and_an_expired_code_are_told_once(citizen, verdict, ending):
    await citizen.agree()
    await citizen.wait_until(Status.WAITING)
    await citizen.decide(verdict)
    await citizen.wait_until(Status.CLOSED)
    assert await citizen.heard() == ["live_check_code", f"live_check_{ending}"]


async def test_somebody_elses_code_ends_as_an_expired_one(citizen):
    """The portal can't know: nobody types this citizen's code, so nothing is read."""
    await citizen.agree()
    await citizen.wait_until(Status.WAITING)
    await citizen.wait_until(Status.CLOSED)
    assert await citizen.heard() == ["live_check_code", "live_check_expired"]


@pytest.mark.parametrize(
    "kind", ["timeout", "server_error", "maintenance", "too_many_requests", "cut"]
)
async def test_a_portal_that_is_down_for_too_long_is_told(citizen, desk, kind):
    await desk.fault(kind, "device_authorization", times=1000, seconds=0.05)
    await citizen.agree()
    closed = await citizen.wait_until(Status.CLOSED)
    assert await citizen.heard() == ["live_check_slow", "live_check_down"]
    assert closed.outcome == "down"


@pytest.mark.parametrize(
    "operation", ["device_authorization", "token", "link_status", "revocation"]
)
@pytest.mark.parametrize(
    "kind",
    ["server_error", "maintenance", "too_many_requests", "html", "huge", "wrong_types", "redirect"],
)
async def test_one_fault_anywhere_changes_nothing_but_the_time(citizen, desk, kind, operation):
    await desk.fault(kind, operation, seconds=0.05)
    await citizen.agree()
    await citizen.wait_until(Status.WAITING)
    await citizen.decide("approve", 22)
    closed = await citizen.wait_until(Status.CLOSED)
    assert closed.outcome == "found"
    said = [name for name in await citizen.heard() if name != "live_check_slow"]
    assert said[:2] == ["live_check_code", "live_check_answered"]


@pytest.mark.parametrize("kind", ["html", "huge", "wrong_types", "missing_fields", "redirect"])
@pytest.mark.parametrize("operation", ["device_authorization", "token", "link_status"])
async def test_answers_that_stay_untrustworthy_end_without_a_result(citizen, desk, kind, operation):
    await desk.fault(kind, operation, times=1000)
    await citizen.agree()
    await citizen.wait_until(Status.WAITING, Status.CLOSED)
    if operation != "device_authorization":
        await citizen.decide("approve", 22)
    closed = await citizen.wait_until(Status.CLOSED)
    assert closed.outcome == "untrusted"
    assert (await citizen.heard())[-1] == "live_check_untrusted"


async def test_a_status_that_stays_old_is_not_told_as_a_result(citizen, desk):
    await desk.fault("stale", "link_status", times=100, seconds=86_400)
    await citizen.agree()
    await citizen.wait_until(Status.WAITING)
    await citizen.decide("approve", 9)
    await citizen.wait_until(Status.CLOSED)
    assert await citizen.heard() == ["live_check_code", "live_check_stale"]


async def test_a_status_that_is_old_once_is_read_again(citizen, desk):
    await desk.fault("stale", "link_status", seconds=86_400)
    await citizen.agree()
    await citizen.wait_until(Status.WAITING)
    await citizen.decide("approve", 22)
    assert (await citizen.wait_until(Status.CLOSED)).outcome == "found"


async def test_a_token_lost_on_the_way_is_admitted(citizen, desk):
    await citizen.agree()
    await citizen.wait_until(Status.WAITING)
    await citizen.decide("approve", 22)
    await desk.fault("cut", "token")
    await citizen.wait_until(Status.CLOSED)
    assert await citizen.heard() == ["live_check_code", "live_check_lost"]


async def test_slow_down_is_obeyed_for_good(citizen, desk):
    await citizen.agree()
    before = await citizen.wait_until(Status.WAITING)
    await desk.fault("slow_down", "token")
    desk.time.reach(before.next_at)
    await desk.checks.advance(before.id)
    after = await citizen.check()
    assert after.interval_seconds == before.interval_seconds + 5
    await citizen.decide("approve", 22)
    assert (await citizen.wait_until(Status.CLOSED)).outcome == "found"


async def test_a_secret_the_portal_does_not_know_is_our_fault_and_says_so(citizen, desk):
    desk.client._exchange._auth = None
    await citizen.agree()
    await citizen.wait_until(Status.CLOSED)
    assert await citizen.heard() == ["live_check_broken"]


def test_every_state_has_a_standing_in_every_period():
    for state in LinkState:
        for period in Period:
            assert standing(state, owner="citizen", lock="none", period=period)
