"""The doctor asks Telegram about token and webhook, and says what to do."""

import json
import time

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from typer.testing import CliRunner

from bot.channels.telegram.bot_api import UPDATE_KINDS
from bot.commands.doctor import app
from tests.acceptance.running import running

TOKEN = "123456:synthetic-token-of-a-test-bot"  # noqa: S105 - of the server below
PUBLIC_URL = "https://hoidap.example.vn"
WEBHOOK = f"{PUBLIC_URL}/webhooks/telegram"


class Telegram:
    """The two methods of the Bot API that the doctor asks, with its ways to refuse.

    Source: https://core.telegram.org/bots/api#getme, #getwebhookinfo, #making-requests
    """

    def __init__(self):
        self.webhook = {}
        self.fails_with = None
        self.app = Starlette(
            routes=[Route("/bot{token}/{method}", self.answer, methods=["GET", "POST"])]
        )

    def answer(self, request: Request) -> JSONResponse:
        if self.fails_with:
            return self.refuse(*self.fails_with)
        if request.path_params["token"] != TOKEN:
            return self.refuse(401, "Unauthorized")
        if request.path_params["method"] == "getMe":
            me = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "SyntheticBot"}
            return JSONResponse({"ok": True, "result": me})
        info = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        return JSONResponse({"ok": True, "result": info | self.webhook})

    def refuse(self, status, words):
        body = {"ok": False, "error_code": status, "description": words}
        return JSONResponse(body, status)


@pytest.fixture(scope="module")
def server():
    telegram = Telegram()
    with running(telegram.app) as address:
        telegram.address = address
        yield telegram


@pytest.fixture
def telegram(server):
    server.webhook, server.fails_with = {}, None
    return server


@pytest.fixture
def consult(monkeypatch, fresh_database_url, telegram):
    def consult(check, **settings):
        given = {"telegram_token": TOKEN, "telegram_api_url": telegram.address} | settings
        monkeypatch.setenv("VNEID_DATABASE_URL", fresh_database_url)
        monkeypatch.setenv("VNEID_PUBLIC_URL", PUBLIC_URL)
        for name, value in given.items():
            monkeypatch.setenv(f"VNEID_{name.upper()}", value)
        result = CliRunner().invoke(app, [f"--only={check}", "--json"])
        found = json.loads(result.stdout)[check]
        assert (result.exit_code == 1) is (found["grade"] == "bad")
        assert TOKEN not in result.stdout
        return found["grade"], found["found"], found["advice"]

    return consult


def test_a_bot_that_telegram_knows_is_named(consult):
    assert consult("telegram_bot") == ("good", "signed in as @SyntheticBot", "")


def test_without_a_token_nothing_is_asked(consult):
    assert consult("telegram_bot", telegram_token="")[0] == "off"
    assert consult("telegram_way_in", telegram_token="")[0] == "off"


def test_a_wrong_token_is_said_to_be_wrong(consult):
    grade, _, advice = consult("telegram_bot", telegram_token="123456:another")  # noqa: S106
    assert grade == "bad"
    assert "@BotFather" in advice


@pytest.mark.parametrize("check", ["telegram_bot", "telegram_way_in"])
def test_a_telegram_that_is_away_is_no_wrong_token(consult, telegram, check):
    telegram.fails_with = (502, "Bad Gateway")
    grade, _, advice = consult(check)
    assert grade == "bad"
    assert "@BotFather" not in advice
    grade, _, advice = consult(check, telegram_api_url="http://127.0.0.1:9")
    assert grade == "bad"
    assert "reach Telegram" in advice


def test_the_webhook_at_our_address_is_good(consult, telegram):
    telegram.webhook = {"url": WEBHOOK, "allowed_updates": list(UPDATE_KINDS)}
    assert consult("telegram_way_in") == ("good", "webhook at our address, 0 messages wait", "")


def test_a_webhook_elsewhere_takes_our_messages(consult, telegram):
    telegram.webhook = {"url": "https://another.example.vn/webhooks/telegram"}
    grade, found, advice = consult("telegram_way_in")
    assert grade == "bad"
    assert "another.example.vn" in found
    assert WEBHOOK in advice
    assert "telegram setup" in advice


@pytest.mark.parametrize(
    ("words", "waiting", "grade", "advised"),
    [
        ("Wrong response from the webhook: 401 Unauthorized", 3, "bad", "VNEID_TELEGRAM_SECRET"),
        ("Wrong response from the webhook: 502 Bad Gateway", 3, "bad", "proxy"),
        ("SSL error {certificate verify failed}", 3, "bad", "certificate"),
        ("Connection timed out", 0, "doubt", "proxy"),
    ],
)
def test_the_webhooks_last_error_is_told_with_what_to_do(
    consult, telegram, words, waiting, grade, advised
):
    telegram.webhook = {
        "url": WEBHOOK,
        "last_error_date": int(time.time()) - 60,
        "last_error_message": words,
        "pending_update_count": waiting,
    }
    found = consult("telegram_way_in")
    assert found[0] == grade
    assert words in found[1]
    assert f"{waiting} messages wait" in found[1]
    assert advised in found[2]


def test_an_error_of_yesterday_is_over(consult, telegram):
    old = int(time.time()) - 86_400
    telegram.webhook = {"url": WEBHOOK, "last_error_date": old, "last_error_message": "502"}
    assert consult("telegram_way_in")[0] == "good"


def test_many_messages_that_wait_are_doubtful(consult, telegram):
    telegram.webhook = {"url": WEBHOOK, "pending_update_count": 5000}
    grade, found, advice = consult("telegram_way_in")
    assert grade == "doubt"
    assert "5000 messages wait" in found
    assert "serve" in advice


def test_kinds_of_updates_that_are_not_asked_for_are_named(consult, telegram):
    telegram.webhook = {"url": WEBHOOK, "allowed_updates": ["message"]}
    grade, found, advice = consult("telegram_way_in")
    assert grade == "bad"
    assert "callback_query" in found
    assert "telegram setup" in advice


def test_without_a_webhook_messages_are_polled(consult, telegram):
    assert consult("telegram_way_in")[0] == "good"
    telegram.webhook = {"pending_update_count": 7}
    grade, found, advice = consult("telegram_way_in")
    assert grade == "doubt"
    assert "7 messages" in found
    assert "telegram poll" in advice
