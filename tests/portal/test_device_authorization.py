"""RFC 8628 section 3.1 and 3.2: asking for codes."""

import base64

import httpx
import pytest

from portal.oauth.requests import DeviceRequests
from portal.options import CLIENT_ID, DEMO_SECRET
from tests.portal.client import CREDENTIALS


async def test_codes_come_with_the_address_and_the_times(bot):
    answer = await bot.ask_codes(scope="link_status.read")
    codes = answer.json()

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert codes["verification_uri"] == "http://127.0.0.1:8090/activate"
    assert codes["verification_uri_complete"].endswith(f"?user_code={codes['user_code']}")
    assert (codes["expires_in"], codes["interval"]) == (600, 5)
    assert len(codes["device_code"]) >= 43


async def test_scope_may_be_left_out(bot):
    assert (await bot.ask_codes()).status_code == 200


@pytest.mark.parametrize("scope", ["profile", "link_status.read profile", "link_status.write"])
async def test_another_scope_is_refused(bot, scope):
    answer = await bot.ask_codes(scope=scope)

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_scope")


@pytest.mark.parametrize(
    "auth", [None, (CLIENT_ID, "wrong"), ("somebody", DEMO_SECRET), (CLIENT_ID, "")]
)
async def test_a_client_that_is_not_known_is_refused(bot, auth):
    answer = await bot.ask_codes(auth=auth)

    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert answer.headers["www-authenticate"].startswith("Basic")


async def test_a_client_without_its_secret_is_refused(bot):
    answer = await bot.ask_codes(auth=None, client_id=CLIENT_ID)

    assert answer.json()["error"] == "invalid_client"


async def test_the_secret_may_stand_in_the_body(bot):
    answer = await bot.ask_codes(auth=None, client_id=CLIENT_ID, client_secret=DEMO_SECRET)

    assert answer.status_code == 200


async def test_two_ways_to_authenticate_are_one_too_many(bot):
    answer = await bot.ask_codes(client_id=CLIENT_ID, client_secret=DEMO_SECRET)

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


@pytest.mark.parametrize("value", [b"\xff\xfe:x", b"no colon", b""])
async def test_a_broken_header_is_no_client(http, value):
    header = {"Authorization": "Basic " + base64.b64encode(value).decode()}
    answer = await http.post("/oauth/device_authorization", headers=header)

    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        ("scope=link_status.read&scope=link_status.read", "application/x-www-form-urlencoded"),
        ("{}", "application/json"),
        ("a=1&" * 60, "application/x-www-form-urlencoded"),
        ("a=" + "x" * 20_000, "application/x-www-form-urlencoded"),
    ],
    ids=["twice", "json", "many", "large"],
)
async def test_a_body_that_is_no_proper_form_is_refused(http, content, content_type):
    headers = {"Content-Type": content_type}
    answer = await http.post(
        "/oauth/device_authorization", content=content, headers=headers, auth=CREDENTIALS
    )

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


async def test_codes_differ_and_the_long_one_is_not_in_the_short(bot):
    several = [await bot.codes() for _ in range(20)]

    assert len({codes["user_code"] for codes in several}) == 20
    assert len({codes["device_code"] for codes in several}) == 20


async def test_requests_that_are_long_over_are_forgotten(bot, simulation, real_time):
    for _ in range(3):
        await bot.codes()
    real_time.pass_seconds(600 + 601)
    await bot.codes()

    requests: DeviceRequests = simulation.authorization.requests
    assert len(requests) == 1


async def test_metadata_names_every_endpoint(http: httpx.AsyncClient):
    metadata = (await http.get("/.well-known/oauth-authorization-server")).json()
    for name in ("device_authorization", "token", "revocation"):
        path = httpx.URL(metadata[f"{name}_endpoint"]).path
        assert (await http.get(path)).status_code == 405
    assert metadata["scopes_supported"] == ["link_status.read"]
