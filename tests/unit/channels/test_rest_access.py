import pytest

from bot.channels.rest_access import is_loopback
from tests.unit.channels.fake_services import client_of

MESSAGE = {"sender": "an", "message": "x"}


async def call(service, *, headers=None, params=None, **changes):
    async with client_of(service, **changes) as client:
        return await client.post(
            "/webhooks/rest/webhook", json=MESSAGE, headers=headers or {}, params=params or {}
        )


@pytest.mark.parametrize(
    ("headers", "params", "status"),
    [
        ({}, {}, 401),
        ({"Authorization": "Bearer right"}, {}, 200),
        ({"Authorization": "bearer  right"}, {}, 200),
        ({"Authorization": "Bearer wrong"}, {}, 401),
        ({"Authorization": "Bearer sai-chữ".encode()}, {}, 401),
        ({"Authorization": "Basic right"}, {}, 401),
        ({}, {"token": "right"}, 200),
        ({}, {"token": "wrong"}, 401),
        ({}, {"token": ""}, 401),
    ],
)
async def test_token_decides_who_may_call(service, headers, params, status):
    response = await call(service, headers=headers, params=params)

    assert response.status_code == status
    assert len(service.received) == (status == 200)


async def test_token_is_needed_even_where_insecure_use_is_allowed(service):
    assert (await call(service, insecure_rest=True)).status_code == 401


@pytest.mark.parametrize("token", [None, ""])
async def test_channel_is_closed_without_a_token(service, token):
    response = await call(service, rest_token=token)

    assert response.status_code == 403
    assert "VNEID_REST_TOKEN" in response.json()["hint"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:5005"}, 200),
        ({"Host": "[::1]:5005"}, 200),
        ({"Host": "evil.example:5005"}, 403),
        ({"Host": "127.0.0.1.evil.example"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:5005"}, 200),
    ],
)
async def test_insecure_channel_serves_loopback_names_only(service, headers, status):
    response = await call(service, headers=headers, rest_token=None, insecure_rest=True)

    assert response.status_code == status


@pytest.mark.parametrize("path", ["/status", "/conversations/an/tracker"])
async def test_what_is_read_needs_the_token_too(browser, path):
    assert (await browser.get(path)).status_code == 401


async def test_parse_needs_the_token_too(browser):
    assert (await browser.post("/model/parse", json={"text": "x"})).status_code == 401


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1", "127.9.9.9:1", "[::1]"])
def test_loopback_names_are_known(host):
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["", "192.168.1.2", "localhost.evil.example", "0.0.0.0:80", "[::2]:80", "127.0.0.1:x"]
)
def test_other_names_are_not_loopback(host):
    assert not is_loopback(host)
