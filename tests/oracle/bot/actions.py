"""Actions of the travel desk, for rasa-sdk."""

from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import (
    ActiveLoop,
    AllSlotsReset,
    ConversationPaused,
    FollowupAction,
    Restarted,
    SlotSet,
)
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

Events = list[dict[str, Any]]
MOST_SEATS = 9


class ValidateTripForm(FormValidationAction):
    def name(self) -> str:
        return "validate_trip_form"

    def validate_seats(self, value, dispatcher, tracker, domain) -> dict[str, Any]:
        if str(value).isdigit() and 0 < int(value) <= MOST_SEATS:
            return {"seats": int(value)}
        dispatcher.utter_message(response="utter_bad_seats")
        return {"seats": None}

    def validate_city_to(self, value, dispatcher, tracker, domain) -> dict[str, Any]:
        return {"city_to": str(value).upper()}


class ValidateVisitForm(FormValidationAction):
    """Asks for a language too, when there is a guide."""

    def name(self) -> str:
        return "validate_visit_form"

    async def required_slots(self, domain_slots, dispatcher, tracker, domain) -> list[str]:
        more = ["tongue"] if tracker.get_slot("guide") else []
        return [*domain_slots, *more]

    async def extract_tongue(self, dispatcher, tracker, domain) -> dict[str, Any]:
        if tracker.get_slot("requested_slot") != "tongue":
            return {}
        return {"tongue": tracker.latest_message.get("text")}

    def validate_tongue(self, value, dispatcher, tracker, domain) -> dict[str, Any]:
        return {"tongue": value}

    def validate_day(self, value, dispatcher, tracker, domain) -> dict[str, Any]:
        return {"day": value}

    def validate_guide(self, value, dispatcher, tracker, domain) -> dict[str, Any]:
        return {"guide": value}


class Told(Action):
    """Says a response and returns events."""

    action = ""
    response: str | None = None

    def name(self) -> str:
        return self.action

    def events(self) -> Events:
        return []

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        if self.response:
            dispatcher.utter_message(response=self.response)
        return self.events()


class AskSeats(Told):
    action, response = "action_ask_seats", "utter_ask_seats_how_many"


class NoteGreeting(Told):
    action = "action_note_greeting"

    def events(self) -> Events:
        return [SlotSet("greeted", True)]


class SubmitTrip(Told):
    action, response = "action_submit_trip", "utter_trip_booked"

    def events(self) -> Events:
        names = ("city_from", "city_to", "seats", "insured", "remark")
        return [SlotSet(name, None) for name in names]


class One(Told):
    action, response = "action_one", "utter_noted"


class Spin(Told):
    action = "action_spin"


class Crash(Told):
    action = "action_crash"

    def events(self) -> Events:
        raise RuntimeError("crashed on purpose")


class Refuse(Told):
    action = "action_refuse"

    def events(self) -> Events:
        raise ActionExecutionRejection("action_refuse")


class Follow(Told):
    action = "action_follow"

    def events(self) -> Events:
        return [FollowupAction("utter_followed")]


class Hush(Told):
    action = "action_hush"

    def events(self) -> Events:
        return [ConversationPaused()]


class Forget(Told):
    action = "action_forget"

    def events(self) -> Events:
        return [AllSlotsReset()]


class Again(Told):
    action = "action_again"

    def events(self) -> Events:
        return [Restarted()]


class Leave(Told):
    action, response = "action_leave", "utter_bye"

    def events(self) -> Events:
        return [ActiveLoop(None), SlotSet("requested_slot", None)]


ACTIONS = (
    ValidateTripForm,
    ValidateVisitForm,
    AskSeats,
    NoteGreeting,
    SubmitTrip,
    One,
    Spin,
    Crash,
    Refuse,
    Follow,
    Hush,
    Forget,
    Again,
    Leave,
)
