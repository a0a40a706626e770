"""Something that did not work: what helps, and at the second time a person."""

from dataclasses import dataclass

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.conversation.actions.hand_over import pass_to_officer
from bot.conversation.actions.link_check.memory import TRIES
from bot.conversation.actions.reading import RasaEvents
from bot.knowledge.desk import Reason

MOST_TRIES = 2
"""After so many failed tries in one state a person is offered (policy of this service)."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed try.

    Attributes:
        question: where it failed.
        response: says what helps; said once at a question.
    """

    question: str
    response: str

    def tell(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> RasaEvents:
        """Say what helps or offer a person, and count the try."""
        tries: dict[str, list[str]] = tracker.get_slot(TRIES) or {}
        told = tries.get(self.question, [])
        if self.response not in told:
            dispatcher.utter_message(response=self.response)
        if len(told) + 1 >= MOST_TRIES:
            pass_to_officer(dispatcher, tracker, Reason.LINK_CHECK)
        return [SlotSet(TRIES, {**tries, self.question: [*told, self.response][-MOST_TRIES:]})]
