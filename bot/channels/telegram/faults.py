"""What an error of the Bot API means for a delivery."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.channels.base import FateUnknown, TryLater, Undeliverable

Fate: TypeAlias = Undeliverable | TryLater | FateUnknown

BAD_TOKEN_SECONDS = 60.0
AWAY_SECONDS = 2.0
GATEWAY_SECONDS = 10.0
"""An answer is sent once more and no oftener: not while a gateway is likely still in trouble."""

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)

REFUSALS = {
    "chat not found": "chat_not_found",
    "message is too long": "too_long",
    "message text is empty": "empty",
    "reply markup is too long": "too_many_buttons",
    "button_data_invalid": "button_data_invalid",
}
"""Codes for the words of a 400, which all bear the same number.

Source: https://core.telegram.org/bots/api#making-requests, and what the API was seen to answer.
"""


def fate_of(error: TelegramError) -> Fate:
    """Return what became of a message whose sending raised `error`."""
    found = next((fate for kind, fate in _FATES if isinstance(error, kind)), None)
    return found(error) if found else FateUnknown("unreadable_answer")


def _refused(error: TelegramError) -> Fate:
    words = error.message.lower()
    return Undeliverable(next((code for said, code in REFUSALS.items() if said in words), "400"))


def _network_fate(error: TelegramError) -> Fate:
    """Tell apart what never left and what nobody knows.

    A 5xx refuses nothing: a gateway gave up waiting, or the server ended with the message in hand.
    """
    cause = error.__cause__
    if isinstance(cause, _NEVER_SENT):
        return TryLater(AWAY_SECONDS, "no_connection")
    if cause is None:
        return FateUnknown("5xx", GATEWAY_SECONDS)
    if isinstance(cause, TelegramError):  # a page of the gateway's own
        return FateUnknown("unreadable_answer", GATEWAY_SECONDS)
    if isinstance(cause, httpx.TimeoutException):
        return FateUnknown("no_answer")
    return FateUnknown("line_broke" if isinstance(cause, httpx.HTTPError) else "unreadable_answer")


def _slowed_down(error: TelegramError) -> Fate:
    wait = getattr(error, "retry_after", 1)
    return TryLater(wait.total_seconds() if isinstance(wait, timedelta) else float(wait), "429")


# `BadRequest` is a `NetworkError` in the library: looked at later, it would be tried for ever.
_FATES: tuple[tuple[type[TelegramError], Callable[[TelegramError], Fate]], ...] = (
    (Forbidden, lambda _: Undeliverable("blocked", is_opt_out=True)),
    (BadRequest, _refused),
    (ChatMigrated, lambda _: Undeliverable("chat_migrated")),
    (RetryAfter, _slowed_down),
    (InvalidToken, lambda _: TryLater(BAD_TOKEN_SECONDS, "401")),
    (Conflict, lambda _: TryLater(AWAY_SECONDS, "409")),
    (NetworkError, _network_fate),
)
