"""Begins a live check, takes the consent, and ends it by a word."""

from typing import Any, ClassVar

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.conversation.actions.linking import pause_guided
from bot.conversation.actions.live_check.memory import (
    CONSENT,
    FORM,
    NUMBER,
    RUNNING,
    STATUS,
    TEXT_VERSION,
    forget,
    is_running,
    leave,
    number_of,
)
from bot.conversation.actions.live_check.words import say_running
from bot.conversation.actions.reading import RasaEvents
from bot.messages import ChannelName

TOO_NARROW = frozenset([ChannelName.SMS])
"""Channels on which the consent text and the address don't fit."""


def can_be_live(tracker: Tracker, *, has_portal: bool) -> bool:
    """Tell whether a live check can be offered here."""
    return has_portal and tracker.get_latest_input_channel() not in TOO_NARROW


class BeginLiveCheck(Action):
    """Asks for consent; one check at a time.

    Args:
        has_portal: there is a portal to ask.
    """

    def __init__(self, *, has_portal: bool) -> None:
        self._has_portal = has_portal

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_begin_live_check"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Begin the form; a self-guided check is kept for later."""
        if is_running(tracker):
            say_running(dispatcher, tracker)
            return []
        if not can_be_live(tracker, has_portal=self._has_portal):
            dispatcher.utter_message(response="utter_live_check_unavailable")
            return []
        return [*pause_guided(tracker), SlotSet(CONSENT, None), FollowupAction(FORM)]


class ValidateConsent(FormValidationAction):
    """Takes a plain yes or no, and nothing else."""

    values: ClassVar = ("yes", "no")

    def name(self) -> str:
        """Return the name that Rasa gives the form's validation."""
        return f"validate_{FORM}"

    def validate_live_check_consent(
        self,
        value: object,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, object]:
        """Return the answer, or none where it is neither."""
        return {CONSENT: value if value in self.values else None}


class SubmitConsent(Action):
    """Begins the check that was agreed to; without consent nothing is asked."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_submit_live_check"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Have the consent kept and the portal asked, or offer the other way."""
        answer = tracker.get_slot(CONSENT)
        if answer != "yes":
            if answer == "no":
                dispatcher.utter_message(response="utter_live_check_declined")
            return [SlotSet(CONSENT, None)]
        number = number_of(tracker) + 1
        values = {"number": number, "text_version": TEXT_VERSION}
        dispatcher.utter_message(json_message={"effect": "start_live_check", "values": values})
        dispatcher.utter_message(response="utter_live_check_requested")
        return [*forget(), SlotSet(NUMBER, number), SlotSet(STATUS, RUNNING)]


class Withdraw(Action):
    """Withdraws the consent, at whatever point; what runs ends, what was found is deleted."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_withdraw_live_check"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Say what that means."""
        return withdraw(dispatcher, tracker)


def withdraw(dispatcher: CollectingDispatcher, tracker: Tracker) -> RasaEvents:
    """Withdraw the consent; without one say that there is none."""
    if number_of(tracker) == 0:
        dispatcher.utter_message(response="utter_live_check_no_consent")
        return leave(tracker)
    dispatcher.utter_message(json_message={"effect": "cancel_live_check", "values": {}})
    dispatcher.utter_message(response="utter_live_check_withdrawn")
    return [*forget(), *leave(tracker)]
