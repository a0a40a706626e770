"""Asks what to be reminded of, which day, and for consent."""

from datetime import timedelta
from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from bot.clock import business_day
from bot.conversation.actions.linking import pause_guided
from bot.conversation.actions.reading import RasaEvents, moment_of
from bot.conversation.actions.reminders.memory import (
    ACTIVATION,
    CONSENT,
    DATE,
    FORM,
    FURTHEST,
    KIND,
    NOTHING,
    PUBLIC,
    Reminding,
    day_of,
    wanted_of,
    written,
)
from bot.knowledge.deadlines import Deadlines
from bot.messages import PUSHED


class BeginReminders(Reminding):
    """Begins to ask, where reminders can go out at all."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_begin_reminders"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Begin the form; elsewhere say on which channels it can be done."""
        if tracker.get_latest_input_channel() not in PUSHED:
            dispatcher.utter_message(response="utter_reminders_elsewhere")
            return []
        return [*pause_guided(tracker), *NOTHING, FollowupAction(FORM)]


class ValidateReminders(FormValidationAction):
    """Takes what can be reminded of, and days ahead.

    Args:
        deadlines: public and personal ones.
    """

    def __init__(self, deadlines: Deadlines) -> None:
        self._deadlines = deadlines

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
        """Return what is to be asked: public deadlines have their days."""
        return [one for one in domain_slots if one != DATE or tracker.get_slot(KIND) != PUBLIC]

    def validate_reminder_kind(
        self,
        value: object,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, object]:
        """Return the kind; without a deadline ahead there is nothing public to be reminded of."""
        if value == PUBLIC:
            if self._deadlines.ahead(business_day(moment_of(tracker))):
                return {KIND: value}
            dispatcher.utter_message(response="utter_reminder_no_deadline")
            return {KIND: None}
        return {KIND: value if value in self._deadlines.personal else None, DATE: None}

    def validate_reminder_date(
        self,
        value: object,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, object]:
        """Return the day, if there is a reminder left before its deadline."""
        today = business_day(moment_of(tracker))
        personal = self._deadlines.personal.get(str(tracker.get_slot(KIND)))
        day = day_of(value)
        if personal is None or day is None:
            return {DATE: None}
        due = day + timedelta(days=personal.days_after)
        if not today + timedelta(days=min(personal.steps)) < due <= today + FURTHEST:
            dispatcher.utter_message(response="utter_reminder_date_past")
            return {DATE: None}
        return {DATE: day.isoformat()}

    def validate_reminder_consent(
        self,
        value: object,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, object]:
        """Return the answer, or none where it is neither."""
        return {CONSENT: value if value in {"yes", "no"} else None}


class AskKind(Reminding):
    """Asks what of; public deadlines are offered where there is one ahead."""

    def name(self) -> str:
        """Return the name that the form uses."""
        return f"action_ask_{KIND}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Ask; no deadline is made up."""
        has_public = bool(self.deadlines.ahead(business_day(moment_of(tracker))))
        which = "utter_ask_reminder_kind_of_all" if has_public else "utter_ask_reminder_kind"
        dispatcher.utter_message(response=which)
        return []


class AskDate(Action):
    """Asks which day."""

    def name(self) -> str:
        """Return the name that the form uses."""
        return f"action_ask_{DATE}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Ask for the day on the card, or of the notice."""
        of = "_of_activation" if tracker.get_slot(KIND) == ACTIVATION else ""
        dispatcher.utter_message(response=f"utter_ask_reminder_date{of}")
        return []


class AskConsent(Reminding):
    """Asks for consent, with the days."""

    def name(self) -> str:
        """Return the name that the form uses."""
        return f"action_ask_{CONSENT}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Say what is kept, what for, and how it ends."""
        days = written(wanted_of(tracker, self.deadlines), tracker)
        dispatcher.utter_message(response="utter_ask_reminder_consent", days=days)
        return []
