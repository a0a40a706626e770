"""The controls listen to this machine only, and can be left out."""

import pytest

from portal.app import make_app
from portal.options import Options
from tests.portal.client import Bot, connect

CONTROLS = [
    ("GET", "/simulator/state"),
    ("GET", "/simulator/citizens"),
    ("GET", "/simulator/openapi.json"),
    ("POST", "/simulator/reset"),
    ("PUT", "/simulator/clock"),
    ("POST", "/simulator/requests/BBBB-BBBB"),
]
controls = pytest.mark.parametrize(("method", "path"), CONTROLS)


@controls
@pytest.mark.parametrize("address", ["192.0.2.7", "2001:db8::1", "unknown"])
async def test_another_machine_is_refused(app, method, path, address):
    async with connect(app, address=address) as elsewhere:
        assert (await elsewhere.request(method, path)).status_code == 403


@controls
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "portal.example"},
        {"Origin": "https://somewhere.example"},
        {"Origin": "null"},
        {"X-Forwarded-For": "192.0.2.7"},
    ],
    ids=["rebound name", "page", "sandboxed page", "proxy"],
)
async def test_what_comes_through_a_browser_or_a_proxy_is_refused(http, method, path, headers):
    assert (await http.request(method, path, headers=headers)).status_code == 403


@controls
async def test_without_the_simulator_there_are_no_controls(method, path):
    async with connect(make_app(Options(has_simulator=False))) as client:
        assert (await client.request(method, path)).status_code == 404
        assert (await Bot(client).ask_codes()).status_code == 200


@pytest.mark.parametrize(
    ("path", "order"),
    [
        ("/simulator/clock", {"at": "tomorrow"}),
        ("/simulator/clock", {}),
        ("/simulator/systems", {"portal": "sleepy"}),
        ("/simulator/plan", {"seed": 1, "share": 2}),
        ("/simulator/plan", {"seed": 1, "share": 0.1, "more": 1}),
        ("/simulator/plan", [1]),
    ],
)
async def test_an_order_that_makes_no_sense_is_explained(http, path, order):
    answer = await http.put(path, json=order)

    assert answer.status_code == 422
    assert answer.json()["error"]


async def test_a_fault_that_can_not_happen_there_is_refused(http):
    order = {"kind": "stale", "operation": "token"}
    answer = await http.post("/simulator/faults", json=order)

    assert answer.status_code == 422
    assert "stale can't happen at token" in answer.json()["error"]


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 10_000, b"\xff"])
async def test_a_body_that_is_no_json_is_refused(http, content):
    headers = {"Content-Type": "application/json"}
    answer = await http.put("/simulator/clock", content=content, headers=headers)

    assert answer.status_code == 422


async def test_codes_can_be_made_to_expire(bot):
    codes = await bot.codes()
    assert (await bot.decide(codes["user_code"], "expire")).status_code == 204

    assert (await bot.poll(codes["device_code"])).json()["error"] == "expired_token"
    assert (await bot.decide(codes["user_code"], "approve")).status_code == 404


async def test_nobody_approves_who_does_not_exist(bot):
    codes = await bot.codes()

    assert (await bot.decide(codes["user_code"], citizen=50)).status_code == 404
    assert (await bot.decide(codes["user_code"], citizen=49)).status_code == 204


async def test_the_list_names_every_citizen_and_state(http):
    listed = (await http.get("/simulator/citizens")).json()

    assert [one["number"] for one in listed] == list(range(1, 50))
    assert len({one["state"] for one in listed}) == 42


async def test_reset_forgets_codes_tokens_faults_and_the_clock(bot, http):
    token = await bot.token()
    codes = await bot.codes()
    await http.put("/simulator/clock", json={"at": "2025-01-01"})
    await bot.order_fault("server_error", times=None)
    await http.put("/simulator/systems", json={"portal": "down"})
    assert (await http.post("/simulator/reset")).status_code == 204

    assert (await bot.read(token)).status_code == 401
    assert (await bot.poll(codes["device_code"])).json()["error"] == "invalid_grant"
    state = (await http.get("/simulator/state")).json()
    assert state["business_now"].startswith("2024-06-10")
    assert state["faults_ordered"] == 0
    assert state["systems"] == {"portal": "up", "vneid": "up"}
