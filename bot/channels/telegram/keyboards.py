"""Buttons as Telegram's inline keyboards, and back.

Callback data holds 64 bytes at most. A payload that fits is its own callback data; a longer one is
named by the delivery that shows it, which any process finds again in the store.
Source: https://core.telegram.org/bots/api#inlinekeyboardbutton
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.messages import Button

LONGEST_CALLBACK_BYTES = 64
SHORT_TITLE = 3
"""Titles as short as a thumb stand side by side."""

_REFERENCE = re.compile(r"#(?P<delivery>\d{1,18})\.(?P<place>\d{1,2})")


@dataclass(frozen=True, slots=True)
class Reference:
    """A button of a delivery; `place` is counted from 1."""

    delivery_id: int
    place: int


def keyboard(delivery_id: int, buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """Return the keyboard of a delivery; None: it has no buttons."""
    if not buttons:
        return None
    made = [
        InlineKeyboardButton(button.title, callback_data=_callback(delivery_id, place, button))
        for place, button in enumerate(buttons, start=1)
    ]
    rows = []
    for is_short, group in groupby(made, key=lambda one: len(one.text) <= SHORT_TITLE):
        found = list(group)
        rows += [found] if is_short else [[one] for one in found]
    return InlineKeyboardMarkup(rows)


def read_reference(pressed: str) -> Reference | None:
    """Return which button pressed callback data names; None: it is the payload itself."""
    found = _REFERENCE.fullmatch(pressed)
    return Reference(int(found["delivery"]), int(found["place"])) if found else None


def _callback(delivery_id: int, place: int, button: Button) -> str:
    fits = len(button.payload.encode()) <= LONGEST_CALLBACK_BYTES
    return button.payload if fits else f"#{delivery_id}.{place}"
