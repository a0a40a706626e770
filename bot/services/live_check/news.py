"""What a conversation is told of its live check, as payloads that no citizen can type."""

import json
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from storage.live_checks import LiveCheck

Tell: TypeAlias = Callable[[int, str, str], Awaitable[object]]
"""Has a conversation take in a payload under a key; with a key that was seen nothing happens."""


def code_news(check: LiveCheck, minutes: int) -> str:
    """Return the news of the code to be typed on the portal."""
    told = {
        "live_code": check.user_code,
        "live_address": check.address,
        "live_minutes": str(minutes),
    }
    return _payload("code", check, told)


def slow_news(check: LiveCheck) -> str:
    """Return the news that it takes longer."""
    return _payload("slow", check, {})


def ending_news(check: LiveCheck) -> str:
    """Return the news of how the check ended."""
    if check.result is not None:
        return _payload("result", check, json.loads(check.result))
    return _payload("failed", check, {"live_ending": check.outcome})


def key(check: LiveCheck, news: str) -> str:
    """Return the name of a piece of news within its conversation."""
    return f"live_check:{check.number}:{news}"


def _payload(name: str, check: LiveCheck, values: dict[str, str | None]) -> str:
    told = {"live_check": str(check.number), **values}
    return f"/external_link_{name}" + json.dumps(told, separators=(",", ":"))
