"""The webhook takes updates from Telegram alone, and acknowledges what is stored."""

import json

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot

from bot.channels.ports import Telegram
from bot.errors import SettingsError
from bot.messages import ChannelName
from bot.web import create_app
from tests.unit.channels.fake_services import ADDRESS, FakeService, services_of

SECRET = "synthetic-secret-of-a-test"  # noqa: S105 - of nobody
UPDATE = {
    "update_id": 9,
    "message": {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 7, "type": "private"},
        "from": {"id": 7, "is_bot": False, "first_name": "Synthetic", "language_code": "vi"},
        "text": "tổng đài số mấy?",
    },
}


class Sender:
    """Telegram, or someone who would like to be it."""

    def __init__(self):
        self.service = FakeService()
        parts = Telegram(
            bot=Bot("1:synthetic"), secret=SECRET, buttons=self.service, opt_outs=self.service
        )
        self.app = create_app(services_of(self.service, telegram=parts))

    async def post(self, body, secret=SECRET):
        given_body = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret is not None else {}
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client:
            answer = await client.post("/webhooks/telegram", content=given_body, headers=headers)
        return answer.status_code


@pytest.fixture
def sender():
    return Sender()


async def test_an_update_is_taken_in_and_its_answer_sent(sender):
    assert await sender.post(UPDATE) == 200
    (message,) = sender.service.received
    assert (message.channel, message.sender_id, message.message_id, message.text) == (
        ChannelName.TELEGRAM, "7", "1", "tổng đài số mấy?",
    )  # fmt: skip
    assert sender.service.flushed == [1]


@pytest.mark.parametrize("secret", [None, "", "x", SECRET[:-1], SECRET + "x", "é" * 16])
async def test_whoever_does_not_know_the_secret_changes_nothing(sender, secret):
    encoded = secret.encode() if secret is not None else None
    assert await sender.post(UPDATE, encoded) == 401
    assert sender.service.received == []


@given(st.integers(0, 200))
async def test_a_truncated_update_is_refused(length):
    sender = Sender()
    body = json.dumps(UPDATE).encode()
    assert await sender.post(body[: min(length, len(body) - 1)]) == 400
    assert sender.service.received == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b" " * 4_000_000, 413),
        (json.dumps(UPDATE | {"padding": "x" * 4_000_000}).encode(), 413),
        (b"[" * 100_000, 400),
        (b"\xff\xfe", 400),
        (b"[]", 400),
        (b'{"update_id": "9"}', 400),
        (b'{"message": {}}', 400),
    ],
    ids=["4 MB of nothing", "4 MB", "deep", "no UTF-8", "list", "id is a text", "no id"],
)
async def test_what_is_no_update_is_refused(sender, body, status):
    assert await sender.post(body) == status
    assert sender.service.received == []


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 9, "something_of_next_year": {"id": 1}},
        {"update_id": 9, "message": {"message_id": "no number", "chat": 7}},
        {"update_id": 9, "poll": {"id": "1"}},
        {"update_id": 9},
    ],
)
async def test_unknown_kinds_are_acknowledged_or_they_would_come_for_ever(sender, update):
    assert await sender.post(update) == 200
    assert sender.service.received == []


async def test_a_replayed_update_is_the_same_message(sender):
    for _ in range(3):
        assert await sender.post(UPDATE) == 200
    assert {message.message_id for message in sender.service.received} == {"1"}
    assert len(sender.service.all_turns) == 1


async def test_what_could_not_be_stored_is_not_acknowledged(sender):
    sender.service.failure = RuntimeError("the store is gone")
    assert await sender.post(UPDATE) == 500


@pytest.mark.parametrize("secret", ["", "short", "with blanks in between", "ü" * 20, "x" * 257])
def test_a_web_process_does_not_start_with_a_secret_that_telegram_would_not_take(secret):
    service = FakeService()
    parts = Telegram(bot=Bot("1:synthetic"), secret=secret, buttons=service, opt_outs=service)
    with pytest.raises(SettingsError, match="VNEID_TELEGRAM_SECRET"):
        create_app(services_of(service, telegram=parts))
