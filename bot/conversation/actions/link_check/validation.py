"""Takes in answers of the check, and decides by the table what is asked next."""

from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.conversation.actions.link_check.failures import Failure
from bot.conversation.actions.link_check.memory import (
    AS_OF,
    OURS,
    STATUS,
    actions_since_message,
    answers_of,
    keep,
    path_of,
)
from bot.conversation.actions.link_check.path import settled
from bot.conversation.actions.link_check.states import QUESTIONS
from bot.conversation.actions.link_check.steps import FORM, PREFIX, Help
from bot.conversation.actions.link_check.typed_answers import TypedAnswers
from bot.conversation.actions.linking import PAUSED
from bot.conversation.actions.reading import RasaEvents


class ValidateLinkCheckForm(FormValidationAction):
    """Checks answers, and asks what the table asks next.

    Args:
        typed: reads answers that were not given by a button.
    """

    def __init__(self, typed: TypedAnswers) -> None:
        self._typed = typed

    def name(self) -> str:
        """Return the name that Rasa gives the form's validation."""
        return f"validate_{FORM}"

    async def required_slots(
        self,
        domain_slots: list[str],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[str]:
        """Return the slots of the way so far, and of the next question."""
        return path_of(tracker, answers_of(tracker)).slots

    async def get_extraction_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Return the answer that was typed in other words than a plain yes or no."""
        asked = _asked(tracker)
        value = self._typed.read(asked, _text(tracker)) if asked else None
        return [SlotSet(PREFIX + str(asked), value)] if value else []

    async def get_validation_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Return the slots as the table leaves them; says what helps, or where we were.

        Without an answer nothing is returned, so that the message is left to rules.
        """
        slots = {question.slot for question in QUESTIONS.values()}
        given = {name: v for name, v in tracker.slots_to_validate().items() if name in slots}
        acted = actions_since_message(tracker)
        asked = _asked(tracker)
        if asked and (aside := self._typed.aside(asked, _text(tracker))):
            return self._turn_aside(aside, asked, dispatcher, tracker)
        if not given and not acted and tracker.get_slot("requested_slot"):
            return []
        events = [SlotSet(name, value) for name, value in given.items()]
        events += self._settle(list(given), dispatcher, tracker)
        if any(OURS not in name for name in acted):
            question = path_of(tracker, answers_of(tracker)).next_question
            if question:
                dispatcher.utter_message(response=f"utter_link_check_at_{question.name}")
        return events

    def _turn_aside(
        self, aside: str, asked: str, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> RasaEvents:
        """Pause, or help someone who does not know; what sounded like a no is none."""
        events: RasaEvents = [SlotSet(PREFIX + asked, None)]
        tracker.add_slots(events)
        if aside == "unsure":
            return [*events, *Failure(asked, "utter_link_check_other").tell(dispatcher, tracker)]
        dispatcher.utter_message(response="utter_link_check_paused")
        return [*events, SlotSet(STATUS, PAUSED), ActiveLoop(None)]

    def _settle(
        self, given: list[str], dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> RasaEvents:
        """Leave only answers on the way, and take back those that failed."""
        answers = answers_of(tracker)
        path = path_of(tracker, answers)
        strays = set(given) - {question.slot for question in path.answered}
        events: RasaEvents = []
        if isinstance(path.end, Help):
            events += Failure(path.end.again, path.end.response).tell(dispatcher, tracker)
        elif strays:
            dispatcher.utter_message(response="utter_link_check_choose")
        kept = settled(answers, path)
        events += keep(tracker, {n: v for n, v in kept.items() if PREFIX + n not in strays})
        if tracker.get_slot("as_of") != tracker.get_slot(AS_OF):
            events.append(SlotSet("as_of", tracker.get_slot(AS_OF)))
        tracker.add_slots(events)
        return events


def _asked(tracker: Tracker) -> str | None:
    """Return the question that the last message may answer; None: it was answered otherwise."""
    asked = tracker.get_slot("requested_slot") or ""
    if (
        actions_since_message(tracker)
        or _is_about_messages(tracker)
        or not asked.startswith(PREFIX)
    ):
        return None
    return str(asked.removeprefix(PREFIX))


def _text(tracker: Tracker) -> str:
    return tracker.latest_message.get("text") or ""


def _is_about_messages(tracker: Tracker) -> bool:
    """Tell whether "stop" or "yes" is meant for all messages, not for the check alone."""
    return (tracker.latest_message.get("intent") or {}).get("name") in {"opt_out", "opt_in"}
