"""Goes on when what was answered did not help."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.conversation.actions.hand_over import pass_to_officer
from bot.conversation.actions.link_check.memory import failed_tries
from bot.knowledge.desk import Reason

MOST_TRIES = 2
"""After so many failed tries at one thing a person is offered (policy of this service)."""


class AnswerStillFailing(Action):
    """Asks for the error's words, then offers a person."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_answer_still_failing"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Count the try; slot `tries` begins anew with every answer.

        In the link check the tries that failed at its question count, too.
        """
        tries = max(tracker.get_slot("tries") or 0, failed_tries(tracker)) + 1
        if tries >= MOST_TRIES:
            pass_to_officer(dispatcher, tracker, Reason.STILL_FAILING)
        elif tracker.get_slot("topic"):
            dispatcher.utter_message(response="utter_try_once_more")
        else:
            dispatcher.utter_message(response="utter_what_fails")
        return [SlotSet("tries", tries)]
