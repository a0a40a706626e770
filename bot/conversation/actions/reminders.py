"""Reminders in chat: what of, which day, with consent; told when due, ended by a word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.clock import business_day
from bot.content.render import format_day
from bot.conversation.actions.linking import GUIDED_STATUS, PAUSED, is_guided, moment_of
from bot.knowledge.deadlines import Deadlines
from bot.messages import PUSHED, Language

RasaEvents: TypeAlias = list[dict[str, Any]]

FORM = "reminder_form"
KIND, DATE, CONSENT, KEPT = "reminder_kind", "reminder_date", "reminder_consent", "reminders"
PUBLIC, ACTIVATION = "deadline", "activation"
TEXT_VERSION = "reminders-1"
"""Names the consent text; a test holds its words, so that a change of them changes this name."""
FURTHEST = timedelta(days=365 * 30)
_NOTHING = [SlotSet(KIND, None), SlotSet(DATE, None), SlotSet(CONSENT, None)]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One deadline that a citizen wants to be reminded of."""

    kind: str
    on: date
    steps: tuple[int, ...]
    ends_on_link: bool

    def to_json(self) -> dict[str, object]:
        """Return it as an effect has it."""
        return {
            "kind": self.kind,
            "on": self.on.isoformat(),
            "steps": list(self.steps),
            "ends_on_link": self.ends_on_link,
        }


class _Reminding(Action):
    """Knows the deadlines there are.

    Args:
        deadlines: public and personal ones.
    """

    def __init__(self, deadlines: Deadlines) -> None:
        self.deadlines = deadlines


class BeginReminders(_Reminding):
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
        kept: RasaEvents = []
        if is_guided(tracker):
            kept = [SlotSet(GUIDED_STATUS, PAUSED), ActiveLoop(None)]
        return [*kept, *_NOTHING, FollowupAction(FORM)]


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
                return {KIND: value, DATE: "public"}
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
        if value == "public":
            return {DATE: value}
        today = business_day(moment_of(tracker))
        personal = self._deadlines.personal.get(str(tracker.get_slot(KIND)))
        day = _day(value)
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


class AskKind(_Reminding):
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


class AskConsent(_Reminding):
    """Asks for consent, with the days."""

    def name(self) -> str:
        """Return the name that the form uses."""
        return f"action_ask_{CONSENT}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Say what is kept, what for, and how it ends."""
        days = _written(wanted_of(tracker, self.deadlines), tracker)
        dispatcher.utter_message(response="utter_ask_reminder_consent", days=days)
        return []


class SubmitReminders(_Reminding):
    """Keeps what was agreed to."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_submit_reminders"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Subscribe; without consent nothing is kept."""
        wanted = wanted_of(tracker, self.deadlines)
        if tracker.get_slot(CONSENT) != "yes" or not wanted:
            if tracker.get_slot(CONSENT) == "no":
                dispatcher.utter_message(response="utter_reminders_declined")
            return [*_NOTHING]
        values = {
            "wanted": [one.to_json() for one in wanted],
            "today": business_day(moment_of(tracker)).isoformat(),
            "text_version": TEXT_VERSION,
        }
        dispatcher.utter_message(json_message={"effect": "subscribe_reminders", "values": values})
        days = _written(wanted, tracker)
        dispatcher.utter_message(response="utter_reminders_subscribed", days=days)
        kept = {**_kept(tracker), **{one.kind: one.on.isoformat() for one in wanted}}
        return [*_NOTHING, SlotSet(KEPT, kept)]


class EndReminders(Action):
    """Ends all reminders, at whatever point."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_end_reminders"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Say that they have ended, or that there are none."""
        which = "utter_reminders_ended" if _kept(tracker) else "utter_reminders_none"
        dispatcher.utter_message(json_message={"effect": "unsubscribe_reminders", "values": {}})
        dispatcher.utter_message(response=which)
        is_asking = bool(tracker.active_loop) and tracker.active_loop.get("name") == FORM
        left = [ActiveLoop(None), SlotSet("requested_slot", None)] if is_asking else []
        return [*left, *_NOTHING, SlotSet(KEPT, None)]


class ShowReminders(Action):
    """Shows what somebody is reminded of, where they ask what is kept."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_show_reminders"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Show the days; nothing where there are none."""
        kept = _kept(tracker)
        if kept:
            language = _language(tracker)
            days = ", ".join(format_day(date.fromisoformat(on), language) for on in kept.values())
            dispatcher.utter_message(response="utter_kept_reminders", days=days)
        return []


class TellReminder(Action):
    """Tells what is due; an answer to it is none to whatever form asks."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_tell_reminder"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Say it; what was ended meanwhile is not said."""
        told = {
            name: next(tracker.get_latest_entity_values(f"reminder_{name}"), "")
            for name in ("kind", "day", "days")
        }
        day = _day(told["day"])
        if day is None or told["kind"] not in _kept(tracker):
            return [FollowupAction("action_listen")]
        of = told["kind"] if told["kind"] in {"card", ACTIVATION} else "public"
        dispatcher.utter_message(
            response=f"utter_reminder_of_{of}",
            day=format_day(day, _language(tracker)),
            days=told["days"],
        )
        return []


def wanted_of(tracker: Tracker, deadlines: Deadlines) -> tuple[Wanted, ...]:
    """Return what was asked for so far; empty: not all is known."""
    kind = tracker.get_slot(KIND)
    if kind == PUBLIC:
        ahead = deadlines.ahead(business_day(moment_of(tracker)))
        return tuple(Wanted(one.id, one.on, one.steps, one.ends_on_link) for one in ahead)
    personal, day = deadlines.personal.get(str(kind)), _day(tracker.get_slot(DATE))
    if personal is None or day is None:
        return ()
    due = day + timedelta(days=personal.days_after)
    return (Wanted(personal.id, due, personal.steps, ends_on_link=False),)


def _written(wanted: tuple[Wanted, ...], tracker: Tracker) -> str:
    return ", ".join(format_day(one.on, _language(tracker)) for one in wanted)


def _kept(tracker: Tracker) -> Mapping[str, str]:
    return tracker.get_slot(KEPT) or {}


def _language(tracker: Tracker) -> Language:
    return Language(tracker.get_slot("language") or Language.VI)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


REMINDING = (BeginReminders, ValidateReminders, AskKind, AskConsent, SubmitReminders)
"""Actions that know the deadlines."""
