"""What becomes of a citizen who takes the steps."""

from dataclasses import replace
from datetime import date

import pytest

from portal.citizens.journey import Step, take
from portal.citizens.records import Citizen
from portal.citizens.showcase import SHOWCASE
from portal.states import State
from portal.status.classify import Systems, classify
from portal.status.document import seen_systems

TODAY = date(2024, 6, 10)
UNSOLVED = {State.NOT_CITIZEN, State.F_ONESTOP, State.NO_OLD_ACCOUNT, State.DONE_NO_LINK}


def state_of(citizen: Citizen) -> State:
    return classify(citizen, seen_systems(citizen, Systems()), TODAY)


def after(citizen: Citizen, *steps: Step) -> State:
    for step in steps:
        citizen = take(step, citizen, TODAY)
    return state_of(citizen)


def one(state: State) -> Citizen:
    return SHOWCASE[state][0]


def test_the_whole_journey_ends_with_all_dossiers():
    ready = one(State.BOTH_ACCOUNTS)

    assert after(ready, Step.UPDATE) is State.S1_DONE
    assert after(ready, Step.UPDATE, Step.LOG_IN) is State.LINKED
    assert after(ready, Step.UPDATE, Step.LOG_IN, Step.CONFIRM) is State.DONE


def test_skipping_the_question_leads_to_the_update_by_hand():
    ready = one(State.S1_PROMPT)

    assert after(ready, Step.SKIP_PROMPT) is State.S1_SKIPPED
    assert after(ready, Step.SKIP_PROMPT, Step.UPDATE) is State.S1_DONE


def test_without_step_1_old_dossiers_stay_behind():
    assert after(one(State.BOTH_ACCOUNTS), Step.LOG_IN) is State.F_OLD_RECORDS


def test_incomplete_dossiers_can_not_be_confirmed():
    assert after(one(State.F_OLD_RECORDS), Step.CONFIRM) is State.F_OLD_RECORDS


@pytest.mark.parametrize("state", [State.F_MISMATCH, State.F_NOT_FOUND, State.F_CCCD_TAKEN])
def test_step_1_fails_again_until_the_cause_is_gone(state):
    assert after(one(state), Step.UPDATE) is state
    assert after(one(state), Step.SOLVE, Step.UPDATE) is State.S1_DONE


@pytest.mark.parametrize(
    "state",
    [
        State.F_OTP,
        State.F_VNEID_PW,
        State.F_NOT_LINKED,
        State.F_NO_NOTICE,
        State.F_LEVEL,
        State.F_LOCKED,
        State.F_EXPIRED,
        State.F_DEVICE,
        State.F_LOST_PHONE,
    ],
)
def test_step_2_fails_again_until_the_cause_is_gone(state):
    assert after(one(state), Step.LOG_IN) is state
    assert after(one(state), Step.SOLVE, Step.LOG_IN) is State.LINKED


def test_who_never_had_an_old_account_has_nothing_to_link():
    assert after(one(State.NO_OLD_ACCOUNT), Step.LOG_IN) is State.DONE_NO_LINK


@pytest.mark.parametrize("state", sorted(set(State) - UNSOLVED))
def test_everybody_reaches_the_end_once_the_trouble_is_solved(state):
    for citizen in SHOWCASE[state]:
        end = after(citizen, Step.SOLVE, Step.UPDATE, Step.LOG_IN, Step.CONFIRM)
        assert end in (State.DONE, State.LINKED)


@pytest.mark.parametrize("step", Step)
def test_no_step_fails_in_any_state(step):
    for citizens in SHOWCASE.values():
        for citizen in citizens:
            assert state_of(take(step, replace(citizen, number=1), TODAY)) in State


async def test_what_a_citizen_does_is_kept_until_the_reset(bot):
    for step in ("update_from_population_database", "log_in_with_vneid"):
        await bot.http.post("/simulator/citizens/9/steps", json={"step": step})
    linked = await bot.status(9)
    await bot.http.post("/simulator/reset")

    assert linked["result"]["state"] == "LINKED"
    assert linked["link"]["linked_on"] == "2024-06-10"
    assert (await bot.status(9))["result"]["state"] == "E3"


def test_a_record_back_at_its_start_takes_no_room(simulation):
    citizens = simulation.citizens
    citizens.put(take(Step.UPDATE, citizens.get(9), TODAY))
    changed = citizens.get(9)
    citizens.put(citizens.initial(9))

    assert changed != citizens.get(9) == citizens.initial(9)
    assert vars(citizens)["_changed"] == {}
