"""The doctor says what is wrong, and what to do about it."""

import asyncio
import json

import pytest
from typer.testing import CliRunner

from bot.commands.doctor import app
from bot.observability import checkup
from bot.observability.checkup import Grade, Result, examine
from storage import keys

KEY = "k" * 40


@pytest.fixture
def consult(monkeypatch, fresh_database_url):
    def consult(*arguments, **settings):
        monkeypatch.setenv("VNEID_DATABASE_URL", fresh_database_url)
        for name, value in settings.items():
            monkeypatch.setenv(f"VNEID_{name.upper()}", value)
        result = CliRunner().invoke(app, [*arguments, "--json"])
        return result.exit_code, json.loads(result.stdout)

    return consult


def test_a_sound_database_is_good_and_a_missing_worker_is_named(consult):
    code, found = consult()
    assert code == 1
    assert found["database"]["grade"] == "good"
    assert found["clock"]["grade"] == "good"
    assert "vneid-bot worker" in found["queue"]["advice"]
    assert found["sms_account"]["grade"] == found["key"]["grade"] == "off"


def test_one_check_by_its_name(consult):
    code, found = consult("--only=database")
    assert (code, list(found)) == (0, ["database"])


def test_another_key_than_the_databases_is_bad(consult, fresh_database_url):
    keys.open_cipher(fresh_database_url, KEY)
    assert consult("--only=key", encryption_key=KEY)[1]["key"]["grade"] == "good"
    code, found = consult("--only=key", encryption_key="x" * 40)
    assert code == 1
    assert "VNEID_ENCRYPTION_KEY" in found["key"]["advice"]


def test_a_moved_clock_is_doubted(consult):
    assert consult("--only=business_time", clock="-880d")[1]["business_time"]["grade"] == "doubt"


def test_twilio_that_nobody_reaches_is_bad(consult):
    twilio = {
        "twilio_account_sid": "AC" + "0" * 32,
        "twilio_auth_token": "tok",
        "twilio_sender": "VNEID",
        "twilio_api_url": "http://127.0.0.1:9",
    }
    code, found = consult("--only=sms_account", **twilio)
    assert (code, found["sms_account"]["found"]) == (1, "ConnectError")
    code, found = consult("--only=sms_webhook", **twilio)
    assert "https" in found["sms_webhook"]["found"]


async def test_a_check_that_breaks_or_hangs_is_bad_and_the_others_run(monkeypatch):
    async def breaks():
        raise RuntimeError("secret 0912345678")

    async def hangs():
        await asyncio.sleep(5)

    async def works():
        return Result(Grade.GOOD, "fine")

    monkeypatch.setattr(checkup, "TIMEOUT_SECONDS", 0.05)
    results = await examine({"breaks": breaks, "hangs": hangs, "works": works})
    assert [one.grade for one in results.values()] == [Grade.BAD, Grade.BAD, Grade.GOOD]
    assert "0912345678" not in results["breaks"].found
