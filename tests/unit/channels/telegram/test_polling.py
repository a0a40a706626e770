"""Polling goes on through Telegram's troubles and ours, and says each of them once."""

import asyncio
import json

import httpx
import pytest
from structlog.testing import capture_logs
from telegram.error import NetworkError
from telegram.request import BaseRequest

from bot.channels.telegram import polling
from bot.channels.telegram.bot_api import TelegramBot
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.polling import TRIES, Poller
from bot.errors import SettingsError
from storage.errors import DatabaseUnreachable
from tests.unit.channels.fake_services import FakeService


class Over(BaseException):
    """The script has ended."""


def refused(status, words, **parameters):
    said = {"ok": False, "error_code": status, "description": words, "parameters": parameters}
    return status, said


def fetched(*updates):
    return 200, {"ok": True, "result": list(updates)}


def update(number, text="tổng đài số mấy?", chat=7):
    citizen = {"id": chat, "is_bot": False, "first_name": "Synthetic"}
    message = {
        "message_id": number,
        "date": 1,
        "chat": {"id": chat, "type": "private"},
        "text": text,
    }
    return {"update_id": number, "message": {**message, "from": citizen}}


class Line(BaseRequest):
    """Telegram's side of the line, below the library: answers as it was told to, in order."""

    read_timeout = None

    def __init__(self):
        self.webhooks = []
        self.answers = []
        self.offsets = []

    async def initialize(self):
        """Nothing to open."""

    async def shutdown(self):
        """Nothing to close."""

    async def do_request(self, url, method, request_data=None, **_timeouts):  # noqa: ARG002
        if url.endswith("getWebhookInfo"):
            info = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
            answer = self.webhooks.pop(0) if self.webhooks else (200, {"ok": True, "result": info})
        else:
            self.offsets.append(int(request_data.json_parameters.get("offset", 0)))
            answer = self.answers.pop(0) if self.answers else Over()
        if isinstance(answer, BaseException):
            raise answer
        status, body = answer
        return status, json.dumps(body).encode()


@pytest.fixture
def line():
    return Line()


@pytest.fixture
def service():
    return FakeService()


@pytest.fixture
def slept(monkeypatch):
    """How long the poller paused; no test waits for it."""
    pauses, sleep = [], asyncio.sleep

    async def note(seconds):
        pauses.append(seconds)
        await sleep(0)

    monkeypatch.setattr(polling.asyncio, "sleep", note)
    return pauses


@pytest.fixture
def poll_with(line, slept):  # noqa: ARG001 - nobody waits
    """Polls for a service until the script has ended; returns what was logged."""

    async def run(service):
        bot = TelegramBot("1:synthetic", request=line, get_updates_request=line)
        poller = Poller(bot, Intake(bot, service, service, service, service))
        with capture_logs() as logs, pytest.raises(Over):
            await poller.run()
        return [entry["event"] for entry in logs]

    return run


@pytest.fixture
def poll(poll_with, service):
    return lambda: poll_with(service)


async def test_a_second_poller_is_told_of_once_and_waited_for(poll, line, slept, service):
    line.answers = [*[refused(409, "Conflict: terminated by other getUpdates request")] * 3,
                    fetched(update(1))]  # fmt: skip
    assert await poll() == ["another_poller_or_webhook", "polling_goes_on"]
    assert slept == [polling.LONGEST_PAUSE_SECONDS] * 3
    assert len(service.received) == 1


async def test_telegrams_own_wait_is_kept(poll, line, slept, monkeypatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    line.answers = [refused(429, "Too Many Requests: retry after 7", retry_after=7), fetched()]
    assert await poll() == ["poll_failed", "polling_goes_on"]
    assert slept == [7]


async def test_a_server_in_trouble_is_asked_less_and_less_often_and_told_of_once(
    poll, line, slept, service
):
    line.answers = [*[refused(502, "Bad Gateway")] * 8, fetched(update(1))]
    assert await poll() == ["poll_failed", "polling_goes_on"]
    assert slept == [0.5, 1, 2, 4, 8, 16, 30, 30]
    assert len(service.received) == 1


async def test_without_a_network_polling_waits_until_there_is_one(poll, line, service):
    away = NetworkError("no network")
    away.__cause__ = httpx.ConnectError("x")
    line.webhooks = [away] * 3
    line.answers = [fetched(update(1))]
    assert await poll() == ["poll_failed", "polling_goes_on"]
    assert len(service.received) == 1


@pytest.mark.parametrize("at", ["webhooks", "answers"])
async def test_a_wrong_token_ends_it_with_what_to_do(line, service, at):
    setattr(line, at, [refused(401, "Unauthorized")])
    bot = TelegramBot("1:synthetic", request=line, get_updates_request=line)
    with pytest.raises(SettingsError, match=r"VNEID_TELEGRAM_TOKEN.*@BotFather"):
        await Poller(bot, Intake(bot, service, service, service, service)).run()


async def test_while_the_store_is_away_nothing_is_acknowledged(poll, line, service):
    service.failure = DatabaseUnreachable("away")
    line.answers = [fetched(update(1), update(2, chat=8))] * (3 * TRIES)
    assert set(await poll()) == {"update_not_stored", "updates_wait"}
    assert set(line.offsets) == {0}


class OneBroken(FakeService):
    """Can't store one text."""

    error: Exception = UnicodeEncodeError("utf-8", "x", 0, 1, "surrogates not allowed")
    tries = 0
    broken_for = 1_000

    async def handle(self, message):
        if message.text == "độc":
            self.tries += 1
            raise self.error if self.tries <= self.broken_for else DatabaseUnreachable("away")
        return await super().handle(message)


async def test_an_update_that_cannot_be_stored_holds_others_up_for_a_while_only(line, poll_with):
    line.answers = [fetched(update(1, "độc"), update(2, chat=8), update(3))] * (TRIES + 1)
    service = OneBroken()
    logs = await poll_with(service)
    assert logs.count("update_not_stored") == TRIES
    assert logs.count("update_set_aside") == 1
    assert line.offsets == [*[0] * (TRIES + 1), 4]
    assert {message.message_id for message in service.received} == {"2", "3"}


async def test_alone_it_is_waited_for_since_the_mistake_may_be_ours(line, poll_with):
    line.answers = [fetched(update(1, "độc"))] * (3 * TRIES)
    assert "update_set_aside" not in await poll_with(OneBroken())
    assert set(line.offsets) == {0}


@pytest.mark.parametrize("error", [DatabaseUnreachable("away"), RuntimeError("deadlock detected")])
async def test_what_the_store_refuses_is_waited_for_whoever_else_is_stored(line, poll_with, error):
    line.answers = [fetched(update(1, "độc"), update(2, chat=8))] * (3 * TRIES)
    service = OneBroken()
    service.error = error
    assert "update_set_aside" not in await poll_with(service)
    assert set(line.offsets) == {0}


async def test_a_store_that_goes_away_in_the_end_is_waited_for_too(line, poll_with):
    line.answers = [fetched(update(1, "độc"), update(2, chat=8))] * (3 * TRIES)
    service = OneBroken()
    service.broken_for = TRIES
    assert "update_set_aside" not in await poll_with(service)
    assert set(line.offsets) == {0}
