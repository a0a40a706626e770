"""What the tracker remembers of a live check."""

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, SlotSet

from bot.conversation.actions.reading import RasaEvents

FORM = "live_check_form"
CONSENT, NUMBER, STATUS, CODE, STATE = (
    f"live_check_{name}" for name in ("consent", "number", "status", "code", "state")
)
CONFIRM_LINK = "confirm_link"
"""Effect: the portal says that the accounts are linked."""
RUNNING = "running"
TEXT_VERSION = "live-check-1"
"""Names the consent text; a test holds its words, so that a change of them changes this name."""


def number_of(tracker: Tracker) -> int:
    """Return the number of the last live check; 0: there was none."""
    return int(tracker.get_slot(NUMBER) or 0)


def is_running(tracker: Tracker) -> bool:
    """Tell whether the portal is being asked."""
    return bool(tracker.get_slot(STATUS) == RUNNING)


def is_asking(tracker: Tracker) -> bool:
    """Tell whether the citizen is being asked for consent."""
    return bool(tracker.active_loop) and tracker.active_loop.get("name") == FORM


def forget() -> RasaEvents:
    """Return events after which nothing runs, and no result is remembered."""
    return [SlotSet(name, None) for name in (STATUS, CODE, CONSENT, STATE)]


def leave(tracker: Tracker) -> RasaEvents:
    """Return events that leave the form, if it is this one that asks."""
    return [ActiveLoop(None), SlotSet("requested_slot", None)] if is_asking(tracker) else []
