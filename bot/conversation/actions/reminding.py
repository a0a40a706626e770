"""Offers a reminder where a deadline is still to come; where none is, says that none is known."""

from dataclasses import dataclass

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.clock import business_day
from bot.content.catalogue import Catalogue
from bot.content.render import format_day
from bot.conversation.actions.linking import moment_of
from bot.knowledge.deadlines import Deadlines
from bot.messages import Language

SUBSCRIBE = "subscribe_reminders"
"""Intent that signs up for reminders; the one hook of the checks to it. Until the domain has it
and it has a title, nothing is offered."""
CITIZEN = "citizen"


@dataclass(frozen=True, slots=True)
class ReminderOffer:
    """What is said of reminders after a check.

    Attributes:
        deadlines: all that anybody can be reminded of.
        can_subscribe: there is a way to sign up.
    """

    deadlines: Deadlines
    can_subscribe: bool

    def say(self, dispatcher: CollectingDispatcher, tracker: Tracker, account: str | None) -> None:
        """Offer a reminder of the next deadline of an account, or say that none is known."""
        today = business_day(moment_of(tracker))
        holder = account or tracker.get_slot("account_type") or CITIZEN
        days = [
            one.on
            for one in self.deadlines.by_id.values()
            if one.on > today and holder in one.applies_to
        ]
        if not days:
            dispatcher.utter_message(response="utter_reminder_none")
        elif self.can_subscribe:
            language = Language(tracker.get_slot("language") or Language.VI)
            dispatcher.utter_message(
                response="utter_reminder_offer",
                day=format_day(min(days), language),
                buttons=[{"payload": f"/{SUBSCRIBE}"}],
            )


def make_offer(catalogue: Catalogue) -> ReminderOffer:
    """Return what content and domain allow to be offered."""
    titled = all(SUBSCRIBE in labels.intents for labels in catalogue.labels.values())
    return ReminderOffer(catalogue.deadlines, titled and SUBSCRIBE in catalogue.domain.intents)
