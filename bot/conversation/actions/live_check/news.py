"""Tells what came from the portal; news of a check that was withdrawn says nothing."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.clock import business_day
from bot.conversation.actions.linking import period_of
from bot.conversation.actions.live_check.memory import (
    CODE,
    CONFIRM_LINK,
    STATE,
    forget,
    is_running,
    number_of,
)
from bot.conversation.actions.live_check.standings import NOTHING_TO_LINK, standing
from bot.conversation.actions.live_check.words import moment
from bot.conversation.actions.reading import RasaEvents, moment_of
from bot.conversation.actions.reminders.memory import kept_after_link
from bot.conversation.actions.reminders.offering import offer_reminder
from bot.knowledge.deadlines import Deadlines
from bot.portal_client.states import ONLY_LINKED, LinkState

ENDINGS = frozenset(["expired", "refused", "down", "stale", "untrusted", "lost", "broken"])


class News(Action, ABC):
    """News of the check that runs."""

    news: ClassVar[str]

    def name(self) -> str:
        """Return the name that rules use."""
        return f"action_tell_live_{self.news}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Tell it, if it is of the check that runs; else not even a form asks again."""
        of = value_of(tracker, "live_check")
        if not is_running(tracker) or of != str(number_of(tracker)):
            return [FollowupAction("action_listen")]
        return self.tell(dispatcher, tracker)

    @abstractmethod
    def tell(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> RasaEvents:
        """Say it, and return what is remembered of it."""


class TellCode(News):
    """The portal gave a code."""

    news = "code"

    def tell(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> RasaEvents:
        """Say where to type it, and remember it until the check ends."""
        code = {name: value_of(tracker, f"live_{name}") for name in ("code", "address", "minutes")}
        dispatcher.utter_message(response="utter_live_check_code", **code)
        return [SlotSet(CODE, {"code": code["code"], "address": code["address"]})]


class TellSlow(News):
    """It takes longer."""

    news = "slow"

    def tell(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> RasaEvents:
        """Say that nobody has to do anything."""
        dispatcher.utter_message(response="utter_live_check_slow")
        return []


class TellResult(News):
    """The portal said where the citizen stands.

    Args:
        deadlines: what people can be reminded of.
    """

    news = "result"

    def __init__(self, deadlines: Deadlines) -> None:
        self._deadlines = deadlines

    def tell(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> RasaEvents:
        """Say the one state and the one next step; a link that is confirmed ends reminders."""
        state = LinkState(value_of(tracker, "live_state") or "")
        owner = value_of(tracker, "account_type")
        found = standing(
            state,
            owner=owner,
            lock=value_of(tracker, "live_lock"),
            period=period_of(business_day(moment_of(tracker))),
        )
        at = moment(value_of(tracker, "live_as_of"), tracker)
        dispatcher.utter_message(response="utter_live_check_answered", at=at)
        for response in found[:-1]:
            dispatcher.utter_message(response=response)
        ended: RasaEvents = []
        if state in ONLY_LINKED:
            dispatcher.utter_message(json_message={"effect": CONFIRM_LINK, "values": {}})
            ended = kept_after_link(tracker, self._deadlines)
        elif state not in NOTHING_TO_LINK:
            offer_reminder(self._deadlines, dispatcher, tracker, owner)
        dispatcher.utter_message(response=found[-1])  # its buttons are those a number presses
        return [*ended, *forget(), SlotSet(STATE, state.value)]


class TellEnding(News):
    """The check came to nothing."""

    news = "ending"

    def tell(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> RasaEvents:
        """Say why, and what to do instead."""
        ending = value_of(tracker, "live_ending")
        known = ending if ending in ENDINGS else "broken"
        dispatcher.utter_message(response=f"utter_live_check_{known}")
        return forget()


def value_of(tracker: Tracker, entity: str) -> str | None:
    """Return what the news says; None: it does not."""
    return next(tracker.get_latest_entity_values(entity), None)


NEWS = (TellCode, TellSlow, TellEnding)
