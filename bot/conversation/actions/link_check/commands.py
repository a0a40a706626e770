"""What a citizen can do with the check besides answering: begin, go back, pause, leave."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.conversation.actions.link_check.failures import Failure
from bot.conversation.actions.link_check.memory import (
    AS_OF,
    RESULT,
    STATUS,
    answers_of,
    forget,
    is_open,
    path_of,
)
from bot.conversation.actions.link_check.states import QUESTIONS
from bot.conversation.actions.link_check.steps import FORM
from bot.conversation.actions.linking import PAUSED, is_guided
from bot.conversation.actions.live_check import memory as live
from bot.conversation.actions.live_check.commands import can_be_live, withdraw
from bot.conversation.actions.live_check.words import say_running
from bot.conversation.actions.reading import RasaEvents
from bot.conversation.custody import JOINED

GO_ON: RasaEvents = [FollowupAction(FORM)]
LEAVE: RasaEvents = [ActiveLoop(None), SlotSet("requested_slot", None)]
HOLDERS = {
    "citizen": "citizen",
    "overseas-vietnamese": "citizen",
    "official-at-one-stop": "citizen",
    "organisation": "organisation",
    "enterprise": "organisation",
    "agency": "organisation",
    "foreigner": "foreigner",
}
"""Whose account it is, by who the citizen said to be before."""


class Named(Action):
    """An action that rules call by its `command`."""

    command: ClassVar[str]

    def name(self) -> str:
        """Return the name that rules use."""
        return self.command


class Command(Named, ABC):
    """A command to a check that is open; while consent is asked for it ends the asking."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Obey; without a check that is open say so."""
        if live.is_asking(tracker) and self.ends_asking:
            dispatcher.utter_message(response="utter_live_check_declined")
            return live.leave(tracker)
        if is_open(tracker):
            return self.obey(dispatcher, tracker)
        dispatcher.utter_message(response="utter_link_check_none")
        return []

    ends_asking: ClassVar[bool] = False

    @abstractmethod
    def obey(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> RasaEvents:
        """Return what follows in a check that is open."""


class Restart(Named):
    """Begins from the first question, whatever was answered."""

    command = "action_restart_link_check"

    def __init__(self, *, has_portal: bool = False) -> None:
        self._has_portal = has_portal

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Begin, for the day that was asked about; who the citizen is, is asked once."""
        dispatcher.utter_message(response="utter_link_check_begin")
        if can_be_live(tracker, has_portal=self._has_portal) and not live.is_running(tracker):
            dispatcher.utter_message(response="utter_live_check_offer")
        holder = HOLDERS.get(tracker.get_slot("account_type") or "")
        return [
            *forget(tracker),
            SlotSet(AS_OF, tracker.get_slot("as_of")),
            SlotSet("link_check_holder", holder),
            *GO_ON,
        ]


class Begin(Restart):
    """Begins, or goes on where the citizen left."""

    command = "action_begin_link_check"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Go on with a check that runs or was paused; else begin."""
        if is_guided(tracker) or tracker.get_slot(STATUS) == PAUSED:
            dispatcher.utter_message(response="utter_link_check_resume")
            return [SlotSet(STATUS, None), *GO_ON]
        return await super().run(dispatcher, tracker, domain)


class GoBack(Command):
    """Takes the last answer back."""

    command = "action_go_back_link_check"

    def obey(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> RasaEvents:
        """Ask the question before."""
        answered = path_of(tracker, answers_of(tracker)).answered
        if not answered:
            dispatcher.utter_message(response="utter_link_check_first")
            return GO_ON
        return [SlotSet(STATUS, None), SlotSet(answered[-1].slot, None), *GO_ON]


class Change(Command):
    """Takes one answer back; the others stay, as far as the way is the same."""

    command = "action_change_link_check"

    def obey(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> RasaEvents:
        """Ask the named question again; without one offer those that were answered."""
        name = next(tracker.get_latest_entity_values("link_check_question"), None)
        answered = path_of(tracker, answers_of(tracker)).answered
        if name in [question.name for question in answered]:
            return [SlotSet(STATUS, None), SlotSet(QUESTIONS[name].slot, None), *GO_ON]
        if not answered:
            dispatcher.utter_message(response="utter_link_check_first")
            return GO_ON
        payload = '/change_link_check{{"link_check_question":"{}"}}'.format
        buttons = [{"payload": payload(question.name)} for question in answered]
        dispatcher.utter_message(response="utter_link_check_change", buttons=buttons)
        return []


class Pause(Command):
    """Stops asking and keeps the answers."""

    command = "action_pause_link_check"
    ends_asking = True

    def obey(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> RasaEvents:
        """Say how to go on."""
        dispatcher.utter_message(response="utter_link_check_paused")
        return [SlotSet(STATUS, PAUSED), *LEAVE]


class Cancel(Command):
    """Ends the check and forgets its answers."""

    command = "action_cancel_link_check"
    ends_asking = True

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """End a live check that runs, too: whoever says stop means what runs."""
        if not live.is_running(tracker):
            return await super().run(dispatcher, tracker, domain)
        events = withdraw(dispatcher, tracker)
        return [*events, *self.obey(dispatcher, tracker)] if is_guided(tracker) else events

    def obey(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> RasaEvents:
        """Say so."""
        dispatcher.utter_message(response="utter_link_check_cancelled")
        return [*forget(tracker), *LEAVE]


class Locate(Command):
    """Says where the citizen was."""

    command = "action_locate_link_check"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Name the live check that runs before the self-guided one; consent is asked for again."""
        if live.is_asking(tracker):
            return []
        if live.is_running(tracker):
            say_running(dispatcher, tracker)
            return GO_ON if is_guided(tracker) else []
        if tracker.get_slot(JOINED):
            dispatcher.utter_message(json_message={"effect": "find_check", "values": {}})
            return [FollowupAction("action_listen")]  # the news of it speaks
        return await self.say_here(dispatcher, tracker, domain)

    async def say_here(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Say where the check of this conversation stands."""
        return await Command.run(self, dispatcher, tracker, domain)

    def obey(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> RasaEvents:
        """Name the step and go on; after the end name the result."""
        question = path_of(tracker, answers_of(tracker)).next_question
        if question is None:
            result = tracker.get_slot(RESULT)
            dispatcher.utter_message(response=f"utter_link_check_{result}")
            return []
        dispatcher.utter_message(response=f"utter_link_check_at_{question.name}")
        return [SlotSet(STATUS, None), *GO_ON]


class TakeOther(Command):
    """Takes in that none of the answers fits, or that the answer was not understood."""

    command = "action_take_other_link_check"

    def obey(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> RasaEvents:
        """Ask for the words on the screen; at the second time offer a person."""
        question = path_of(tracker, answers_of(tracker)).next_question
        if question is None:
            dispatcher.utter_message(response="utter_what_fails")
            return []
        named = tracker.latest_message["intent"]["name"] == "report_other_link_check"
        response = "utter_link_check_other" if named else "utter_link_check_choose"
        return [*Failure(question.name, response).tell(dispatcher, tracker), *GO_ON]


BEGINNINGS = (Begin, Restart)
COMMANDS = (GoBack, Change, Pause, Cancel, Locate, TakeOther)
