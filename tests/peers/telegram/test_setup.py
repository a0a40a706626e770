"""`vneid-bot telegram setup` tells Telegram all there is to tell, once."""

import json
import os
import subprocess
import sys

import pytest

from tests.peers.telegram.conftest import SECRET
from tests.peers.telegram.emulator import TOKEN

pytestmark = pytest.mark.peers


@pytest.fixture
def set_up(emulator):
    def run(*options, **environment):
        given = {
            "VNEID_TELEGRAM_TOKEN": TOKEN,
            "VNEID_TELEGRAM_SECRET": SECRET,
            "VNEID_TELEGRAM_API_URL": emulator.address,
            "VNEID_PUBLIC_URL": "https://hoidap.example.vn",
            **environment,
        }
        command = [sys.executable, "-m", "bot", "telegram", "setup", *options]
        result = subprocess.run(
            command, env={**os.environ, **given}, capture_output=True, text=True, timeout=60
        )
        return result.returncode, result.stdout + result.stderr

    return run


def test_setup_sets_everything_and_the_second_time_nothing_but_the_webhook(set_up, emulator):
    code, first = set_up()
    assert code == 0
    assert "webhook: https://hoidap.example.vn/webhooks/telegram" in first
    assert first.count(": set") == 9
    webhook = emulator.calls("setWebhook")[0]["body"]
    assert webhook["secret_token"] == SECRET

    code, again = set_up()
    assert code == 0
    assert again.count(": unchanged") == 9
    assert len(emulator.calls("setMyCommands")) == 3


def test_what_was_set_up_is_good_in_the_doctors_eyes(set_up, emulator, settings):
    given = {
        "VNEID_DATABASE_URL": settings.database_url.get_secret_value(),
        "VNEID_TELEGRAM_TOKEN": TOKEN,
        "VNEID_TELEGRAM_API_URL": emulator.address,
        "VNEID_PUBLIC_URL": "https://hoidap.example.vn",
    }

    def consult(check):
        command = [sys.executable, "-m", "bot", "doctor", f"--only={check}", "--json"]
        result = subprocess.run(
            command, env={**os.environ, **given}, capture_output=True, text=True, timeout=60
        )
        return json.loads(result.stdout)[check]["grade"]

    assert consult("telegram_bot") == "good"
    set_up()
    assert consult("telegram_way_in") == "good"
    given["VNEID_PUBLIC_URL"] = "https://another.example.vn"
    assert consult("telegram_way_in") == "bad"


def test_setup_names_what_is_missing(set_up):
    code, said = set_up(VNEID_TELEGRAM_SECRET="short")  # noqa: S106 - too short on purpose
    assert code == 1
    assert "VNEID_TELEGRAM_SECRET" in said


def test_setup_can_leave_the_bot_to_polling(set_up, emulator):
    assert "webhook: none" in set_up("--no-webhook")[1]
    assert not emulator.calls("setWebhook")
