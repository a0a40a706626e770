"""Keeps reminders that were agreed to, shows them, tells them, ends them."""

from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.clock import business_day
from bot.content.render import format_day
from bot.conversation.actions.reading import RasaEvents, language_of, moment_of
from bot.conversation.actions.reminders.memory import (
    ACTIVATION,
    CONSENT,
    FORM,
    KEPT,
    NOTHING,
    TEXT_VERSION,
    Reminding,
    day_of,
    kept_of,
    wanted_of,
    written,
)


class SubmitReminders(Reminding):
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
            return [*NOTHING]
        values = {
            "wanted": [one.to_json() for one in wanted],
            "today": business_day(moment_of(tracker)).isoformat(),
            "text_version": TEXT_VERSION,
        }
        dispatcher.utter_message(json_message={"effect": "subscribe_reminders", "values": values})
        days = written(wanted, tracker)
        dispatcher.utter_message(response="utter_reminders_subscribed", days=days)
        kept = {**kept_of(tracker), **{one.kind: one.on.isoformat() for one in wanted}}
        return [*NOTHING, SlotSet(KEPT, kept)]


class EndReminders(Action):
    """Ends all reminders, at whatever point."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_end_reminders"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Say that they have ended, or that there are none."""
        which = "utter_reminders_ended" if kept_of(tracker) else "utter_reminders_none"
        dispatcher.utter_message(json_message={"effect": "unsubscribe_reminders", "values": {}})
        dispatcher.utter_message(response=which)
        is_asking = bool(tracker.active_loop) and tracker.active_loop.get("name") == FORM
        left = [ActiveLoop(None), SlotSet("requested_slot", None)] if is_asking else []
        return [*left, *NOTHING, SlotSet(KEPT, None)]


class ShowReminders(Action):
    """Shows what somebody is reminded of, where they ask what is kept."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_show_reminders"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Show the days that are still to come; nothing where there are none."""
        today = business_day(moment_of(tracker))
        ahead = [day for day in map(date.fromisoformat, kept_of(tracker).values()) if day > today]
        if ahead:
            days = ", ".join(format_day(day, language_of(tracker)) for day in ahead)
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
        day = day_of(told["day"])
        if day is None or told["kind"] not in kept_of(tracker):
            return [FollowupAction("action_listen")]
        of = told["kind"] if told["kind"] in {"card", ACTIVATION} else "public"
        dispatcher.utter_message(
            response=f"utter_reminder_of_{of}",
            day=format_day(day, language_of(tracker)),
            days=told["days"],
        )
        return []
