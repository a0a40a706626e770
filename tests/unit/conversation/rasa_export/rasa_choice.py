"""How Rasa 3.6 chooses the variation of a response, and fills its placeholders.

Source: rasa/core/nlg/generator.py (ResponseVariationFilter) and interpolator.py, Rasa 3.6.21.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.messages import Button, Reply

Variation = Mapping[str, Any]


def suitable(variations: Sequence[Variation], slots: Mapping[str, Any]) -> list[Variation]:
    """Return the variations of which Rasa takes one at random; without channels."""
    conditional = [one for one in variations if one.get("condition") and _fits(one, slots)]
    return conditional or [one for one in variations if one.get("condition") is None]


def reply_of(variation: Variation, values: Mapping[str, Any]) -> Reply:
    """Return what is sent."""
    buttons = tuple(
        Button(interpolated(button["title"], values), interpolated(button["payload"], values))
        for button in variation.get("buttons", ())
    )
    return Reply(interpolated(variation["text"], values), buttons)


def interpolated(text: str, values: Mapping[str, Any]) -> str:
    try:
        filled = re.sub(r"{([^\n{}]+?)}", r"{0[\1]}", text).format(values)
    except KeyError:
        return text
    return text.format({}) if "0[" in filled else filled


def _fits(variation: Variation, slots: Mapping[str, Any]) -> bool:
    return all(
        _same(slots.get(constraint["name"]), constraint["value"])
        for constraint in variation["condition"]
    )


def _same(value: object, expected: object) -> bool:
    if isinstance(value, str) and isinstance(expected, str):
        return value.casefold() == expected.casefold()
    return value == expected
