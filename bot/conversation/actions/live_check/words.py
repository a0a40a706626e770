"""Says what is the same wherever a live check is spoken of."""

from datetime import datetime

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.clock import VIETNAM
from bot.content.render import format_day
from bot.conversation.actions.live_check.memory import CODE
from bot.conversation.actions.reading import language_of


def say_running(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """Say that the portal is being asked, with the code where there is one."""
    known = tracker.get_slot(CODE)
    if known:
        dispatcher.utter_message(response="utter_live_check_waiting", **known)
    else:
        dispatcher.utter_message(response="utter_live_check_running")


def moment(as_of: str | None, tracker: Tracker) -> str:
    """Return a moment as the citizen reads it, in Vietnam's time."""
    at = datetime.fromisoformat(as_of or "").astimezone(VIETNAM)
    return f"{at:%H:%M}, {format_day(at.date(), language_of(tracker))}"
