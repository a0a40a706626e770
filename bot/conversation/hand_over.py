"""What a hand-over tells the desk: why, how urgent, and what the conversation was about."""

from collections.abc import Mapping
from typing import Any

from bot.conversation.custody import TICKET
from bot.knowledge.desk import Priority, Reason

OPEN_TICKET = "open_ticket"
"""Name of the effect."""
LINK_CHECK = "link_check"
PORTAL_STATE = "live_check_state"
OTHER = "other"
URGENT = {"lost-phone-lock": Reason.LOST_PHONE, "scam-calls-apps": Reason.SCAM}
"""Topics in which an account may be lost by the hour."""

Slots = Mapping[str, Any]


def open_ticket(slots: Slots, reason: Reason) -> dict[str, Any]:
    """Return the effect that opens a ticket, as a custom message of rasa-sdk.

    Args:
        slots: of the conversation.
        reason: why; whoever asks for a person about something urgent gets that as the reason.
    """
    topic = slots.get("topic")
    if reason is Reason.ASKED:
        reason = URGENT.get(topic or "", reason)
    values = {
        "reason": reason.value,
        "priority": _priority(reason, topic).value,
        "category": _category(slots),
        "link_check": link_check_so_far(slots),
    }
    return {"effect": OPEN_TICKET, "values": values}


def has_ticket(slots: Slots) -> bool:
    """Tell whether what the citizen writes joins a ticket anyway."""
    return bool(slots.get(TICKET))


def link_check_so_far(slots: Slots) -> dict[str, Any]:
    """Return how far both checks came: answers, step and result, and what the portal said."""
    kept = {
        name.removeprefix(f"{LINK_CHECK}_"): value
        for name, value in slots.items()
        if name.startswith(f"{LINK_CHECK}_") and value is not None
    }
    step = slots.get("requested_slot")
    if kept and step and step.startswith(LINK_CHECK):
        kept["step"] = step.removeprefix(f"{LINK_CHECK}_")
    if slots.get(PORTAL_STATE):
        kept["portal_state"] = slots[PORTAL_STATE]
    return kept


def _priority(reason: Reason, topic: str | None) -> Priority:
    if reason in URGENT.values() or topic in URGENT:
        return Priority.URGENT
    return Priority.HIGH if reason is Reason.DISTRESS else Priority.NORMAL


def _category(slots: Slots) -> str:
    step = slots.get("requested_slot") or ""
    return LINK_CHECK if step.startswith(LINK_CHECK) else slots.get("topic") or OTHER
