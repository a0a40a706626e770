"""A process that is told to stop settles what it is sending; nothing is left in doubt."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time

import psycopg
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.clock import real_now
from bot.messages import ChannelName
from bot.services.addresses import Addresses
from bot.services.keys import make_cipher
from bot.settings import load_settings
from storage import conversations, deliveries
from tests.acceptance.console_steps import ENCRYPTION_KEY
from tests.acceptance.running import running

TOKEN = "123456:synthetic-token-of-a-test-bot"  # noqa: S105 - of the server below
CHAT = 700_000_001
PATIENCE_SECONDS = 60


class SlowTelegram:
    """Takes a second for each message, and has one of a citizen for whoever polls.

    Source: https://core.telegram.org/bots/api#getting-updates, #sendmessage
    """

    def __init__(self):
        self.asked = threading.Event()
        self.app = Starlette(
            routes=[Route("/bot{token}/{method}", self.answer, methods=["GET", "POST"])]
        )

    async def answer(self, request: Request) -> JSONResponse:
        method = request.path_params["method"]
        given = await request.form()
        if method == "getUpdates":
            return await self._ok([] if given.get("offset") else [self._update()], seconds=0.2)
        if method == "sendMessage":
            self.asked.set()
            return await self._ok(self._message("…"), seconds=1)
        return await self._ok({"url": "", "has_custom_certificate": False,
                               "pending_update_count": 0})  # fmt: skip

    async def _ok(self, result: object, seconds: float = 0) -> JSONResponse:
        await asyncio.sleep(seconds)
        return JSONResponse({"ok": True, "result": result})

    def _update(self) -> dict:
        citizen = {"id": CHAT, "is_bot": False, "first_name": "Synthetic"}
        return {"update_id": 1, "message": {**self._message("/help"), "from": citizen}}

    def _message(self, text: str) -> dict:
        chat = {"id": CHAT, "type": "private", "first_name": "Synthetic"}
        return {"message_id": 1, "date": int(time.time()), "chat": chat, "text": text}


@pytest.fixture
def telegram():
    slow = SlowTelegram()
    with running(slow.app) as slow.address:
        yield slow


@pytest.fixture
def start(telegram, fresh_database_url):
    """Starts `vneid-bot` with other arguments; it is killed after the test."""
    started = []

    def run(*arguments):
        given = {
            "VNEID_DATABASE_URL": fresh_database_url,
            "VNEID_ENCRYPTION_KEY": ENCRYPTION_KEY,
            "VNEID_TELEGRAM_TOKEN": TOKEN,
            "VNEID_TELEGRAM_API_URL": telegram.address,
        }
        command = [sys.executable, "-m", "bot", *arguments]
        started.append(subprocess.Popen(command, env={**os.environ, **given}))
        return started[-1]

    yield run
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def fates(fresh_database_url):
    """Reads what became of all messages, and forgets them after the test."""

    def read():
        found = connection.execute("SELECT status, settled_at IS NOT NULL FROM deliveries")
        return found.fetchall()

    with psycopg.connect(fresh_database_url, autocommit=True) as connection:
        yield read
        connection.execute("DELETE FROM conversations")


@pytest.fixture
async def _waiting(database, fresh_database_url):
    """Two messages to one citizen that only a worker sends now."""
    given = {"encryption_key": SecretStr(ENCRYPTION_KEY)}
    cipher = make_cipher(load_settings().model_copy(update=given), fresh_database_url)
    known = Addresses(cipher).know(ChannelName.TELEGRAM, str(CHAT))
    async with database.transaction() as connection:
        found = await conversations.lock(
            connection, "telegram", known.sender_id, real_now(), known.sealed
        )
        new = deliveries.NewDeliveries(
            bodies=[{"text": text, "buttons": []} for text in ("một", "hai")],
            purpose="notice",
            language="vi",
            created_at=real_now(),
        )
        await deliveries.queue(connection, found.id, new)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_stopping_poller_settles_what_it_sends(start, telegram, fates, told):
    process = start("telegram", "poll")
    assert telegram.asked.wait(PATIENCE_SECONDS)
    process.send_signal(told)
    assert process.wait(PATIENCE_SECONDS) == 0
    assert fates() == [("sent", True)]


@pytest.mark.usefixtures("_waiting")
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_stopping_worker_settles_what_it_sends_and_begins_no_more(start, telegram, fates, told):
    process = start("worker")
    assert telegram.asked.wait(PATIENCE_SECONDS)
    process.send_signal(told)
    assert process.wait(PATIENCE_SECONDS) == 0
    assert sorted(fates()) == [("queued", False), ("sent", True)]
