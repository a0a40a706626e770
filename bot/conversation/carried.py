"""What a citizen takes along from one conversation to another: the link check, and the topic."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.conversation.hand_over import LINK_CHECK

CHECKED_AT = "checked_at"
"""Key of a stored state: when the link check last moved there; real time, in seconds."""
TOPIC = ("topic", "topic_account", "account_type", "as_of")
_FORM = f"{LINK_CHECK}_form"

State = Mapping[str, Any]
"""A conversation as its last turn left it."""


def mark_moved(before: State, after: dict[str, Any], now: float) -> dict[str, Any]:
    """Return a state with the time at which its link check last moved."""
    if (_check_in(before), _runs(before)) != (_check_in(after), _runs(after)):
        after[CHECKED_AT] = now
    elif CHECKED_AT in before:
        after[CHECKED_AT] = before[CHECKED_AT]
    return after


def newest_check(own: State, others: Iterable[State]) -> dict[str, Any] | None:
    """Return the slots to take over; None: the check here is the newest, or there is none.

    Every conversation keeps its own answers: whichever was given last decides.
    """
    newest = max(others, key=_moved_at, default=None)
    if newest is None or _moved_at(newest) <= _moved_at(own):
        return None
    return _check_in(newest) | _topic_in(newest)


def topic_for(own: State, other: State) -> dict[str, Any]:
    """Return what the other conversation was about, where nothing was asked in this one."""
    return {} if _slots(own).get("topic") else _topic_in(other)


def _moved_at(state: State) -> float:
    """Return when a check that can be gone on with was last moved; 0: there is none."""
    is_open = _runs(state) or _slots(state).get(f"{LINK_CHECK}_status") is not None
    return float(state.get(CHECKED_AT, 1)) if is_open else 0.0


def _runs(state: State) -> bool:
    return bool((state.get("loop") or {}).get("name") == _FORM)


def _check_in(state: State) -> dict[str, Any]:
    return {
        name: value
        for name, value in _slots(state).items()
        if name.startswith(f"{LINK_CHECK}_") and value is not None
    }


def _topic_in(state: State) -> dict[str, Any]:
    slots = _slots(state)
    return {name: slots[name] for name in TOPIC if slots.get(name) is not None}


def _slots(state: State) -> Mapping[str, Any]:
    slots: Mapping[str, Any] = state.get("slots", {})
    return slots
