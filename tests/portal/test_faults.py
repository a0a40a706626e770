"""Every fault, asked for and met."""

import asyncio

import pytest

from portal.faults.answers import HUGE_BYTES
from portal.faults.kinds import FaultKind, Operation

CALLS = {
    Operation.METADATA: lambda bot: bot.http.get("/.well-known/oauth-authorization-server"),
    Operation.DEVICE_AUTHORIZATION: lambda bot: bot.ask_codes(),
    Operation.TOKEN: lambda bot: bot.poll("x"),
    Operation.REVOCATION: lambda bot: bot.revoke("x"),
    Operation.LINK_STATUS: lambda bot: bot.read("x"),
    Operation.PAGE: lambda bot: bot.http.get("/activate"),
}
REFUSALS = [
    (FaultKind.TOO_MANY_REQUESTS, 429, "7"),
    (FaultKind.SERVER_ERROR, 500, None),
    (FaultKind.MAINTENANCE, 503, "7"),
]


@pytest.mark.parametrize("operation", Operation)
@pytest.mark.parametrize(("kind", "status", "retry_after"), REFUSALS)
async def test_a_refusal_meets_one_call_of_its_operation(bot, operation, kind, status, retry_after):
    before = (await CALLS[operation](bot)).status_code
    await bot.order_fault(kind, operation, seconds=7)
    met, following = await CALLS[operation](bot), await CALLS[operation](bot)

    assert (met.status_code, met.headers.get("retry-after")) == (status, retry_after)
    assert following.status_code == before != status


async def test_a_fault_meets_as_many_calls_as_it_is_ordered_for(bot):
    await bot.order_fault("server_error", "link_status", times=3)
    met = [(await bot.read("x")).status_code for _ in range(4)]

    assert met == [500, 500, 500, 401]


async def test_a_fault_without_end_lasts_until_it_is_cleared(bot):
    await bot.order_fault("maintenance", times=None)
    met = {(await call(bot)).status_code for call in CALLS.values() for _ in range(2)}
    await bot.http.delete("/simulator/faults")

    assert met == {503, 303}, "303: the pages go on, unless they are named"
    assert (await bot.ask_codes()).status_code == 200


async def test_latency_answers_late_but_right(bot):
    await bot.order_fault("latency", "device_authorization", seconds=0.2)
    loop = asyncio.get_running_loop()
    began = loop.time()
    answer = await bot.ask_codes()

    assert answer.status_code == 200
    assert loop.time() - began >= 0.2


async def test_an_approval_stays_pending_for_as_many_polls_as_ordered(bot, real_time):
    codes = await bot.codes()
    await bot.decide(codes["user_code"])
    await bot.order_fault("still_pending", "token", times=2)
    answers = []
    for _ in range(3):
        answers.append((await bot.poll(codes["device_code"])).json().get("error", "granted"))
        real_time.pass_seconds(5)

    assert answers == ["authorization_pending", "authorization_pending", "granted"]


async def test_slow_down_can_be_ordered(bot):
    codes = await bot.codes()
    await bot.order_fault("slow_down", "token")

    assert (await bot.poll(codes["device_code"])).json()["error"] == "slow_down"


async def test_a_link_stays_pending_for_as_many_reads_as_ordered(bot):
    token = await bot.token(citizen=22)
    await bot.order_fault("still_pending", "link_status", times=2, seconds=1)
    results = [(await bot.read(token)).json()["result"] for _ in range(3)]

    assert [result["state"] for result in results] == ["S2_VERIFY", "S2_VERIFY", "LINKED"]
    assert [result["retry_after_s"] for result in results] == [1, 1, None]


async def test_a_stale_status_is_old_and_says_so(bot):
    for step in ("update_from_population_database", "log_in_with_vneid"):
        await bot.http.post("/simulator/citizens/9/steps", json={"step": step})
    await bot.order_fault("stale", "link_status", seconds=3600)
    stale, fresh = await bot.status(9), await bot.status(9)

    assert (stale["result"]["state"], fresh["result"]["state"]) == ("E3", "LINKED")
    assert stale["result"]["as_of"].startswith("2024-06-10T04:00")
    assert fresh["result"]["as_of"].startswith("2024-06-10T05:00")


async def test_wrong_types_have_the_right_names(bot):
    token = await bot.token()
    await bot.order_fault("wrong_types", "link_status")
    wrong, right = (await bot.read(token)).json(), (await bot.read(token)).json()

    assert set(right) <= set(wrong)
    assert all(type(wrong[name]) is not dict or name == "result" for name in right)


async def test_missing_fields_are_missing(bot):
    await bot.order_fault("missing_fields", "token")

    assert (await bot.poll("x")).json() == {}


async def test_html_comes_instead_of_json(bot):
    await bot.order_fault("html", "link_status")
    answer = await bot.read("x")

    assert (answer.status_code, answer.headers["content-type"][:9]) == (200, "text/html")


async def test_a_huge_answer_has_10_megabytes(bot):
    await bot.order_fault("huge", "link_status")

    assert len((await bot.read("x")).content) >= HUGE_BYTES


async def test_a_redirect_leads_to_a_host_that_can_not_exist(bot):
    await bot.order_fault("redirect", "token")
    answer = await bot.poll("x")

    assert answer.status_code == 307
    assert answer.next_request.url.host.endswith(".invalid")


async def test_a_citizen_meets_a_system_that_is_down(bot):
    await bot.http.put("/simulator/systems", json={"vneid": "down"})
    down = await bot.status(22)
    await bot.http.put("/simulator/systems", json={"portal": "degraded"})
    slow = await bot.status(22)

    assert down["result"]["state"] == "F_DOWN"
    assert down["result"]["retry_after_s"] == 1800
    assert down["system"]["message_code"] == "vneid_connection_failed"
    assert (slow["result"]["state"], slow["system"]["message_code"]) == ("LINKED", "slow")
