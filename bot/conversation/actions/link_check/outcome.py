"""Says how a check ended."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.conversation.actions.link_check.memory import (
    DONE,
    RESULT,
    STATUS,
    TRIES,
    answers_of,
    path_of,
)
from bot.conversation.actions.link_check.states import RESULTS
from bot.conversation.actions.link_check.steps import End
from bot.conversation.actions.reading import RasaEvents
from bot.conversation.actions.reminders.offering import offer_reminder
from bot.knowledge.deadlines import Deadlines

NEED_NO_REMINDER = frozenset(["linked", "records_missing", "no_old_account"])
"""Results after which no deadline matters any more."""
CHILD = "under-14"


class FinishLinkCheck(Action):
    """Names the state that was found and what to do next.

    Args:
        deadlines: what people can be reminded of.
    """

    def __init__(self, deadlines: Deadlines) -> None:
        self._deadlines = deadlines

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_finish_link_check"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Say the result; the answers are kept, so that one can still be changed."""
        path = path_of(tracker, answers_of(tracker))
        if not isinstance(path.end, End):
            return []
        result = RESULTS[path.end.result]
        named = f"utter_link_check_{path.end.result}"
        if result.topic:
            dispatcher.utter_message(response=named)
        if path.end.result not in NEED_NO_REMINDER:
            account = CHILD if path.end.result == "under_14" else result.account
            offer_reminder(self._deadlines, dispatcher, tracker, account)
        # Said last: its buttons are those that a typed number presses.
        last = f"utter_faq_{result.topic}" if result.topic else named
        dispatcher.utter_message(response=last)
        known = tracker.get_slot("account_type")
        account = result.account if result.account and not known else known
        return [
            SlotSet("account_type", account),
            SlotSet(STATUS, DONE),
            SlotSet(RESULT, path.end.result),
            SlotSet(TRIES, None),
        ]
