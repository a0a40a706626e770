"""What rules can see of a slot: the numbers that Rasa makes of its value."""

from typing import Any

from bot.content.domain_file import Slot

Features = tuple[float, ...]
"""Compared as a whole; empty: nothing to be seen."""

_OTHER = "__other__"
_TRUTH = {"true": 1.0, "false": 0.0}


def features_of(slot: Slot, value: Any) -> Features:  # noqa: ANN401 - any JSON
    """Return what rules see of `value`; nothing for one that is not set or has no influence."""
    if slot.influence_conversation is False or slot.type == "any" or value is None:
        return ()
    match slot.type:
        case "text":
            return (1.0,)
        case "list":
            return (1.0,) if isinstance(value, list | str) and value else ()
        case "bool":
            return _truth(value)
        case "float":
            return _share(slot, value)
        case "categorical":
            return _choice(slot, value)


def _truth(value: Any) -> Features:  # noqa: ANN401 - any JSON
    if isinstance(value, bool | int | float):
        return (1.0, float(value == 1.0))
    text = str(value).strip().lower()
    if text.isnumeric():
        return (1.0, float(float(text) == 1.0))
    return (1.0, _TRUTH[text]) if text in _TRUTH else ()


def _share(slot: Slot, value: Any) -> Features:  # noqa: ANN401 - any JSON
    try:
        capped = max(slot.min_value, min(slot.max_value, float(value)))
    except (TypeError, ValueError):
        return ()
    return (1.0, (capped - slot.min_value) / (slot.max_value - slot.min_value))


def _choice(slot: Slot, value: Any) -> Features:  # noqa: ANN401 - any JSON
    names = [str(name).lower() for name in slot.values if name is not None]
    names += [] if _OTHER in names else [_OTHER]
    chosen = str(value).lower()
    chosen = chosen if chosen in names else _OTHER
    return tuple(float(name == chosen) for name in names)
