"""Keeps a form where it was, and silent, until the citizen has answered what was just said."""

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, FollowupAction

from bot.conversation.actions.reading import RasaEvents


def stay(tracker: Tracker) -> RasaEvents:
    """Return events after which the form waits for an answer without asking again."""
    if not tracker.active_loop:
        return []
    return [ActiveLoop(tracker.active_loop["name"]), FollowupAction("action_listen")]
