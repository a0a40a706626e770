"""What a citizen may do with their ticket, and what they are told of it."""

from datetime import datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.content.hours import format_hours, format_moment
from bot.conversation.actions.reading import RasaEvents, language_of
from bot.conversation.custody import TICKET
from bot.knowledge.desk import Desk

TO_RATE = "ticket_to_rate"
"""Slot: the number of the ticket that was settled last and may be rated."""
SCORES = ("1", "2", "3", "4", "5")


class CheckTicket(Action):
    """Has the shell look up how the ticket stands; without one says so."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_check_ticket"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Ask for the news, or say that there is no ticket."""
        if tracker.get_slot(TICKET):
            dispatcher.utter_message(json_message={"effect": "check_ticket", "values": {}})
        else:
            dispatcher.utter_message(response="utter_no_ticket")
        return []


class CancelTicket(Action):
    """Takes a ticket back once the citizen has confirmed that it is this one."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_cancel_ticket"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Ask whether it is meant, or have it done."""
        ticket = tracker.get_slot(TICKET)
        agreed = next(tracker.get_latest_entity_values("agreed"), None)
        if not ticket:
            dispatcher.utter_message(response="utter_no_ticket")
        elif agreed is None:
            dispatcher.utter_message(response="utter_ask_cancel_ticket", ticket=ticket)
        elif agreed != ticket:  # a button that was shown under an earlier ticket
            dispatcher.utter_message(response="utter_old_cancel_button", ticket=ticket)
        else:
            dispatcher.utter_message(json_message={"effect": "cancel_ticket", "values": {}})
        return []


class RateTicket(Action):
    """Takes the score of the ticket that was settled last: once."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_rate_ticket"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Thank, or say that there is nothing to rate."""
        given = next(tracker.get_latest_entity_values("score"), None) or ""
        score, _, named = given.partition(" ")
        ticket = tracker.get_slot(TO_RATE)
        if not ticket or score not in SCORES:
            dispatcher.utter_message(response="utter_no_ticket_to_rate")
            return []
        if named != ticket:  # a button that was shown under an earlier ticket
            dispatcher.utter_message(response="utter_old_rating_button", ticket=ticket)
            return []
        values = {"ticket": ticket, "score": int(score)}
        dispatcher.utter_message(json_message={"effect": "rate_ticket", "values": values})
        dispatcher.utter_message(response="utter_ticket_rated")
        return [SlotSet(TO_RATE, None)]


class AskTicketRating(Action):
    """Says that a ticket is settled, and asks how the help was."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_ask_ticket_rating"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Offer a button for each score, in order: a number that is typed is the score."""
        ticket = tracker.get_slot(TO_RATE)
        dispatcher.utter_message(response="utter_ticket_resolved", ticket=ticket)
        return []


class TellTicket(Action):
    """Says how a ticket stands, from news of ours.

    Args:
        desk: its hours are told with every promise.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_tell_ticket"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Say number, place, promised time and hours in the citizen's language."""
        given = {one["entity"]: one["value"] for one in tracker.latest_message["entities"]}
        language = language_of(tracker)
        due_at = given.get("due_at")
        values = {
            "ticket": given.get("ticket", ""),
            "place": given.get("place", ""),
            "due": format_moment(datetime.fromisoformat(due_at), language) if due_at else "",
            "hours": format_hours(self._desk.weekly, language),
        }
        response = f"utter_ticket_{given.get('ticket_state', 'opened')}"
        dispatcher.utter_message(response=response, **values)
        return []
