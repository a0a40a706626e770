"""Every citizen of the showcase is in the state they were made for."""

import re
import tracemalloc
from collections import Counter
from datetime import date

import pytest

from portal.citizens.generator import make_citizen
from portal.citizens.kinds import Linking
from portal.citizens.registry import Citizens, UnknownCitizen
from portal.citizens.showcase import SHOWCASE, numbered, stories
from portal.states import State
from portal.status.classify import Systems, classify
from portal.status.document import seen_systems
from portal.status.next_steps import STEPS, Escalation

JUNE_10 = date(2024, 6, 10)
EVERYONE = list(zip(numbered(), stories(), strict=True))
names = pytest.mark.parametrize(
    ("citizen", "state"), EVERYONE, ids=[f"{one.number}-{state}" for one, state in EVERYONE]
)


@names
async def test_the_api_tells_each_state_before_15_june_2024(bot, citizen, state):
    status = await bot.status(citizen.number)
    step = STEPS[state]

    assert status["result"]["state"] == state.value
    assert status["result"]["next_action"] == step.action
    assert status["result"]["escalate"] == step.escalation
    assert status["result"]["retry_after_s"] == step.retry_after_seconds
    assert status["result"]["as_of"].startswith("2024-06-10T05:00")


def test_there_is_a_citizen_and_a_next_step_for_every_state():
    assert set(SHOWCASE) == set(STEPS) == set(State)
    assert {step.escalation for step in STEPS.values()} == set(Escalation)


@names
async def test_no_answer_holds_anything_that_could_be_personal(bot, citizen, state):
    text = str(await bot.status(citizen.number))
    without_ref = re.sub(r"sub_\w+", "", text)

    assert state
    assert not re.search(r"\d{5,}", without_ref.replace("-", "x"))
    assert str(citizen.number) not in re.findall(r"sub_(\w+)", text)


def test_opaque_names_differ_between_citizens_and_seeds(simulation):
    several = {simulation.subject_ref(number) for number in range(1, 200)}

    assert len(several) == 199


def test_a_seed_makes_the_same_citizens_again():
    assert [make_citizen(7, n) for n in range(50, 80)] == [
        make_citizen(7, n) for n in range(50, 80)
    ]
    assert [make_citizen(7, n) for n in range(50, 80)] != [
        make_citizen(8, n) for n in range(50, 80)
    ]


def test_generated_citizens_cover_every_state_and_are_in_one():
    found = Counter()
    for number in range(50, 4050):
        citizen = make_citizen(1, number)
        found[classify(citizen, seen_systems(citizen, Systems()), JUNE_10)] += 1

    assert set(found) == set(State)
    assert found[State.BOTH_ACCOUNTS] > found[State.F_LEVEL] > 0


def test_a_million_citizens_take_no_room():
    tracemalloc.start()
    citizens = Citizens(seed=3, count=1_000_000)
    last = citizens.get(1_000_000)
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert last.number == 1_000_000
    assert peak_bytes < 1_000_000


@pytest.mark.parametrize("number", [0, -1, 101])
def test_beyond_the_last_there_is_nobody(number):
    with pytest.raises(UnknownCitizen):
        Citizens(count=100).get(number)


def test_linked_citizens_have_a_day_and_others_none():
    for number in range(50, 1050):
        citizen = make_citizen(2, number)
        is_linked = citizen.link.state is Linking.LINKED

        assert (citizen.link.linked_on is not None) == is_linked
        assert citizen.link.accounts_count == int(is_linked)
