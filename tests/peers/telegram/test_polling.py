"""Telegram by polling: nothing is acknowledged before it is stored, whoever is killed."""

import asyncio
import os
import subprocess
import sys
from contextlib import contextmanager

import pytest

from tests.peers.telegram.conftest import KEY
from tests.peers.telegram.emulator import TOKEN

pytestmark = [pytest.mark.peers, pytest.mark.usefixtures("worker", "emulator")]


@pytest.fixture
def polling(settings, fresh_database_url):
    @contextmanager
    def run():
        given = {
            "VNEID_DATABASE_URL": fresh_database_url,
            "VNEID_ENCRYPTION_KEY": KEY,
            "VNEID_TELEGRAM_TOKEN": TOKEN,
            "VNEID_TELEGRAM_API_URL": settings.telegram_api_url,
            "VNEID_LOG_LEVEL": "warning",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "telegram", "poll"], env={**os.environ, **given}
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    return run


async def test_messages_are_answered_once_and_in_order_across_a_kill(polling, citizen, inbound):
    questions = ["/help", "/privacy", "tổng đài VNeID số mấy?", "/language", "/help"]
    with polling() as process:
        citizen.says(questions[0])
        await citizen.hears(1, within=60)
        for question in questions[1:3]:
            citizen.says(question)
        process.kill()
        process.wait()
    for question in questions[3:]:
        citizen.says(question)
    with polling():
        await citizen.hears(5, within=60)
        await asyncio.sleep(1)
    assert inbound(citizen.id) == [
        "/ask_help",
        "/show_kept",
        "tổng đài VNeID số mấy?",
        "/switch_language",
        "/ask_help",
    ]


async def test_a_webhook_is_not_polled_beside(polling, emulator):
    emulator._client.post(f"/bot{TOKEN}/setWebhook", data={"url": "http://127.0.0.1:9/x"})
    with polling() as process:
        assert await asyncio.to_thread(process.wait, 60) == 1
    emulator.reset()
