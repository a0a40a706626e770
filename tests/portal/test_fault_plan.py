"""Faults drawn from a seed."""

from collections import Counter

import pytest

from portal.faults.faults import Faults
from portal.faults.kinds import ONLY_AT, PLANNED, FaultKind, Operation
from portal.faults.plan import Plan

CALLS = 4000


def drawn(plan: Plan, operation: Operation, calls: int = CALLS) -> list[FaultKind | None]:
    found = (plan.draw(operation, count) for count in range(calls))
    return [None if fault is None else fault.kind for fault in found]


def test_the_same_seed_draws_the_same_faults():
    first, again, other = (Plan(seed=seed, share=0.3) for seed in (5, 5, 6))

    assert drawn(first, Operation.TOKEN) == drawn(again, Operation.TOKEN)
    assert drawn(first, Operation.TOKEN) != drawn(other, Operation.TOKEN)


@pytest.mark.parametrize("share", [0, 0.2, 1])
def test_the_share_is_kept(share):
    found = drawn(Plan(seed=1, share=share), Operation.TOKEN)

    assert abs(1 - found.count(None) / CALLS - share) < 0.02


def test_each_kind_of_the_plan_happens_where_it_fits():
    for operation in set(Operation) - {Operation.PAGE}:
        found = Counter(drawn(Plan(seed=1, share=0.5), operation))
        expected = {kind for kind in PLANNED if operation in ONLY_AT.get(kind, Operation)}
        assert set(found) - {None} == expected


def test_pages_go_well_and_so_does_what_no_kind_fits():
    assert set(drawn(Plan(seed=1, share=1), Operation.PAGE)) == {None}
    stale = Plan(seed=1, share=1, kinds=(FaultKind.STALE,))
    assert set(drawn(stale, Operation.TOKEN)) == {None}


def test_a_plan_counts_each_operation_by_itself():
    plan = Plan(seed=9, share=0.4)
    alone, mixed = Faults(), Faults()
    alone.follow(plan)
    mixed.follow(plan)
    expected = [alone.take(Operation.TOKEN) for _ in range(50)]
    found = []
    for _ in range(50):
        mixed.take(Operation.LINK_STATUS)
        found.append(mixed.take(Operation.TOKEN))

    assert found == expected


async def test_a_plan_is_followed_over_http_and_counted(bot):
    order = {"seed": 3, "share": 0.5, "kinds": ["server_error", "maintenance"]}
    await bot.http.put("/simulator/plan", json=order)
    answers = Counter([(await bot.ask_codes()).status_code for _ in range(60)])
    state = (await bot.http.get("/simulator/state")).json()

    assert set(answers) == {200, 500, 503}
    assert state["faults_met"] == {"server_error": answers[500], "maintenance": answers[503]}
    assert state["calls"] == {"device_authorization": 60}
    assert state["plan"] == {"seed": 3, "share": 0.5}


async def test_ordered_faults_go_before_the_plan(bot):
    await bot.http.put("/simulator/plan", json={"seed": 3, "share": 1, "kinds": ["maintenance"]})
    await bot.order_fault("server_error", "token")

    assert [(await bot.poll("x")).status_code for _ in range(2)] == [500, 503]
