"""Offers a reminder where a deadline is still to come; where none is, says that none is known."""

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.clock import business_day
from bot.content.render import format_day
from bot.conversation.actions.reading import language_of, moment_of
from bot.knowledge.deadlines import Deadlines

SUBSCRIBE = "subscribe_reminders"
"""Intent that signs up for reminders."""
CITIZEN = "citizen"


def offer_reminder(
    deadlines: Deadlines,
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    account: str | None,
) -> None:
    """Offer a reminder of the next deadline of an account, or say that none is known.

    Args:
        deadlines: all that anybody can be reminded of.
        dispatcher: takes what is said.
        tracker: of the conversation.
        account: whose deadlines count; None: as the conversation knows, else a citizen's.
    """
    today = business_day(moment_of(tracker))
    holder = account or tracker.get_slot("account_type") or CITIZEN
    days = [
        one.on for one in deadlines.by_id.values() if one.on > today and holder in one.applies_to
    ]
    if not days:
        dispatcher.utter_message(response="utter_reminder_none")
        return
    dispatcher.utter_message(
        response="utter_reminder_offer",
        day=format_day(min(days), language_of(tracker)),
        buttons=[{"payload": f"/{SUBSCRIBE}"}],
    )
