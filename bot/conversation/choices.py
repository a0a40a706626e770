"""Reads a typed number as a press of the button that stands there, on every channel."""

import re
from collections.abc import Sequence

from bot.conversation.folding import fold

_NUMBER = re.compile(r"(?:(?:so|chon|muc|cau|no\.?|number|option) )?(?P<place>\d{1,2})[.)]?")

LONGEST = 20
"""No number with a word before it is longer."""


def press(text: str, choices: Sequence[str]) -> str:
    """Return the payload of the button whose number was typed; else the text itself.

    Args:
        text: what came in.
        choices: payloads of the buttons that were shown last, in order.
    """
    place = read_place(text) or 0
    return choices[place - 1] if 1 <= place <= len(choices) else text


def read_place(text: str) -> int | None:
    """Return the number that was typed, such as 2 for "số 2"; None: it is something else."""
    typed = _NUMBER.fullmatch(fold(text).strip()) if len(text) <= LONGEST else None
    return int(typed["place"]) if typed else None
