"""The action server is rasa-sdk's own, and answers only to who knows the token."""

import socket
from collections.abc import AsyncIterator

import httpx
import pytest
from sanic import Sanic

from bot.conversation.actions.server import make_server
from tests.unit.conversation.actions.rasa_side import FILL_SLOTS, make_small_executor

TOKEN = "a-token"  # noqa: S105 - of this test only
CALL = {
    "next_action": FILL_SLOTS,
    "sender_id": "someone",
    "version": "3.6.21",
    "tracker": {
        "sender_id": "someone",
        "slots": {"account": "citizen", "today": "2024-06-20", "language": None},
        "latest_message": {"text": "hello", "intent": {"name": "greet"}, "entities": []},
        "events": [{"event": "user"}],
    },
}


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    server = make_server(make_small_executor(), TOKEN)
    server.config.TOUCHUP = False  # it can be done once in a process only
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        running = await server.create_server(sock=listening, return_asyncio_server=True)
        await running.startup()
        await running.before_start()
        await running.start_serving()
        port = listening.getsockname()[1]
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            yield client
        running.close()
        await running.wait_closed()
    Sanic.unregister_app(server)


@pytest.mark.parametrize("path", ["/webhook", "/webhook?token=", "/webhook?token=a-toke"])
async def test_call_without_the_token_is_refused(client: httpx.AsyncClient, path: str):
    refused = await client.post(path, json=CALL)
    assert (refused.status_code, refused.json()) == (
        401,
        {"error": "the token is missing or wrong"},
    )


async def test_list_of_actions_needs_the_token_too(client: httpx.AsyncClient):
    assert (await client.get("/actions")).status_code == 401
    listed = (await client.get("/actions", params={"token": TOKEN})).json()
    assert {"name": FILL_SLOTS} in listed


@pytest.mark.filterwarnings("ignore:Your versions of rasa and rasa_sdk might not be")
async def test_call_with_the_token_runs_the_action_without_a_domain_sent(client: httpx.AsyncClient):
    answered = await client.post("/webhook", params={"token": TOKEN}, json=CALL)
    assert answered.status_code == 200
    filled = {event["name"]: event["value"] for event in answered.json()["events"]}
    assert (filled["language"], filled["account"]) == ("en", "citizen")


async def test_health_is_told_to_anybody(client: httpx.AsyncClient):
    assert (await client.get("/health")).json() == {"status": "ok"}
