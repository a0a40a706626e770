"""Fills the slots that Rasa has no mapping for: language, who the answer is for, what was said."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import ValidationAction

from bot.content.catalogue import FAQ
from bot.content.render import format_day
from bot.conversation import tracker as own
from bot.conversation.actions.ear import Ear, intent_of, text_of
from bot.conversation.actions.last_turn import (
    is_new_session,
    slot_before,
    topic_answered,
    wording_said,
)
from bot.conversation.actions.wording import ACCOUNT, occasion_of, today_of
from bot.conversation.asked_days import STATE_DATE, day_asked_about
from bot.conversation.hearing import ACCOUNT_NAMED, FALLBACK, STILL_FAILING
from bot.conversation.slots import account_of
from bot.conversation.speaker import Speaker
from bot.conversation.whom import says_who_one_is, speaks_of_oneself
from bot.knowledge.accounts import AccountType

Filled = dict[str, Any]
Domain = dict[str, Any]


class FillSlots(ValidationAction):
    """Remembers after each message what the bot would; Rasa takes over what it returns.

    Args:
        ear: finds the language and what is named.
        speaker: knows the words said beside an answer.
    """

    def __init__(self, ear: Ear, speaker: Speaker) -> None:
        self._ear = ear
        self._speaker = speaker

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[dict[str, Any]]:
        """Fill the slots, and say what belongs before the answer."""
        events: list[dict[str, Any]] = await super().run(dispatcher, tracker, domain)
        occasion = occasion_of(tracker.slots)
        for response, values in self._asides(tracker):
            reply = self._speaker.say(response, occasion, values).reply
            dispatcher.utter_message(text=reply.text, utter_action=response)
        return events

    async def get_validation_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[dict[str, Any]]:
        """Keep what was found, but for words that are no account type."""
        known = self.global_slots(domain)
        found = {name: v for name, v in tracker.slots_to_validate().items() if name in known}
        if found.get("account_type") not in {None, *AccountType}:
            found["account_type"] = None
        return [SlotSet(name, value) for name, value in found.items()]

    def extract_language(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> Filled:
        """Hear which language the message is in; a payload keeps the language."""
        return {"language": self._ear.hear(tracker).meanings[0].understanding.language.value}

    def extract_account_type(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> Filled:
        """Remember who the citizen says to be; who else is asked about does not count."""
        if intent_of(tracker) != ACCOUNT_NAMED:
            return {}
        if _topic(tracker) and not says_who_one_is(text_of(tracker)):
            return {"account_type": slot_before(tracker.events, "account_type")}
        found = [
            one["value"] for one in self._ear.entities(tracker) if one["entity"] == "account_type"
        ]
        return {"account_type": found[-1]} if found else {}

    def extract_topic(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> Filled:
        """Remember what was answered last."""
        topic = _topic(tracker)
        return {"topic": topic} if topic else {}

    def extract_topic_account(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> Filled:
        """Remember for whom it was answered: slot `account` still tells, it is filled later."""
        answered = topic_answered(tracker.events)
        last = tracker.get_slot(ACCOUNT if answered else "topic_account")
        asks = _asks(intent_of(tracker))
        return {
            "topic_account": None if asks and speaks_of_oneself(text_of(tracker), last) else last
        }

    def extract_answered(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> Filled:
        """Remember the wording that was said last."""
        wording = wording_said(tracker.events)
        return {"answered": wording} if wording else {}

    def extract_as_of(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> Filled:
        """Remember the day that is asked about."""
        intent = intent_of(tracker)
        if not _asks(intent):
            return {}
        meaning = replace(self._ear.hear(tracker).meanings[0], intent=intent)
        before = tracker.get_slot("as_of")
        return {"as_of": day_asked_about(meaning, today_of(tracker.slots), before)}

    def extract_misses(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> Filled:
        """Forget misses once a message is understood, and with a new session."""
        is_over = intent_of(tracker) != FALLBACK or is_new_session(tracker.events)
        return {"misses": 0} if is_over else {}

    def extract_tries(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> Filled:
        """Forget tries once the citizen speaks of something else."""
        return {} if intent_of(tracker) in {FALLBACK, STILL_FAILING} else {"tries": 0}

    def extract_account(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> Filled:
        """Tell who the answer is for, as the bot itself does."""
        message = {"intent": {"name": intent_of(tracker)}, "entities": self._ear.entities(tracker)}
        moment = own.Tracker(
            sender_id=tracker.sender_id, slots=tracker.slots, latest_message=message
        )
        return {ACCOUNT: account_of(moment).value}

    def _asides(self, tracker: Tracker) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield responses said before the answer, with their values."""
        if self._ear.hear(tracker).has_secrets:
            yield "utter_secret_masked", {}
        occasion, today = occasion_of(tracker.slots), today_of(tracker.slots)
        if occasion.day < today and intent_of(tracker).startswith(FAQ):
            yield "utter_as_of", {"day": format_day(today, occasion.language)}


def _topic(tracker: Tracker) -> str | None:
    """Return what was answered last, whether slot `topic` is filled already or not."""
    topic: str | None = topic_answered(tracker.events) or tracker.get_slot("topic")
    return topic


def _asks(intent: str) -> bool:
    return intent == STATE_DATE or intent.startswith(FAQ)
