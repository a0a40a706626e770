"""What each error of the Bot API means for a message."""

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.base import FateUnknown, TryLater, Undeliverable
from bot.channels.telegram import bot_api  # noqa: F401 - has seconds come as timedelta
from bot.channels.telegram.faults import REFUSALS, fate_of


@pytest.fixture(autouse=True)
def _timedelta(monkeypatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


def caused_by(error, cause):
    error.__cause__ = cause
    return error


TABLE = [
    (lambda: Forbidden("Forbidden: bot was blocked by the user"), Undeliverable, "blocked"),
    (lambda: BadRequest("Bad Request: something new"), Undeliverable, "400"),
    (lambda: ChatMigrated(-100), Undeliverable, "chat_migrated"),
    (lambda: RetryAfter(7), TryLater, "429"),
    (lambda: InvalidToken(), TryLater, "401"),
    (lambda: Conflict("two pollers"), TryLater, "409"),
    (lambda: NetworkError("Bad Gateway"), FateUnknown, "5xx"),
    (lambda: NetworkError("Internal Server Error: restart"), FateUnknown, "5xx"),
    (lambda: TelegramError("Invalid server response"), FateUnknown, "unreadable_answer"),
    (
        lambda: caused_by(NetworkError("x"), TelegramError("no JSON")),
        FateUnknown,
        "unreadable_answer",
    ),
    (lambda: caused_by(NetworkError("x"), httpx.ConnectError("x")), TryLater, "no_connection"),
    (lambda: caused_by(TimedOut(), httpx.ConnectTimeout("x")), TryLater, "no_connection"),
    (lambda: caused_by(TimedOut(), httpx.PoolTimeout("x")), TryLater, "no_connection"),
    (lambda: caused_by(TimedOut(), httpx.ReadTimeout("x")), FateUnknown, "no_answer"),
    (lambda: caused_by(TimedOut(), httpx.WriteTimeout("x")), FateUnknown, "no_answer"),
    (lambda: caused_by(NetworkError("x"), httpx.ReadError("x")), FateUnknown, "line_broke"),
    (
        lambda: caused_by(NetworkError("x"), httpx.RemoteProtocolError("x")),
        FateUnknown,
        "line_broke",
    ),
]


@pytest.mark.parametrize(("raised", "kind", "code"), TABLE)
def test_each_error_has_its_fate(raised, kind, code):
    fate = fate_of(raised())
    assert type(fate) is kind
    assert fate.code == code


@pytest.mark.parametrize(("words", "code"), REFUSALS.items())
def test_each_known_refusal_has_a_code_and_is_not_tried_again(words, code):
    fate = fate_of(BadRequest(f"Bad Request: {words.upper()}"))
    assert isinstance(fate, Undeliverable)
    assert fate.code == code
    assert not fate.is_opt_out


def test_a_blocked_bot_is_an_opt_out_and_telegrams_wait_is_kept():
    assert fate_of(Forbidden("x")).is_opt_out
    assert fate_of(RetryAfter(7)).wait_seconds == 7


@pytest.mark.parametrize("page", [None, TelegramError("Invalid server response")])
def test_a_gateway_in_trouble_is_given_time_before_an_answer_is_sent_once_more(page):
    assert fate_of(caused_by(NetworkError("Bad Gateway (502)"), page)).wait_seconds > 5
    assert fate_of(caused_by(NetworkError("x"), httpx.ReadError("x"))).wait_seconds == 0
