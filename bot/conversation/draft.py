"""A decision in the making: collects the events, replies and effects of one turn."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.clock import business_day
from bot.content.catalogue import FAQ
from bot.content.render import sources_of
from bot.conversation.decision import Decision, Effect
from bot.conversation.events import (
    LISTEN,
    Event,
    action_executed,
    bot_uttered,
    slot_set,
)
from bot.conversation.hearing import Heard
from bot.conversation.outcomes import outcome_of, topic_of
from bot.conversation.slots import account_of
from bot.conversation.speaker import Occasion, Speaker, Utterance
from bot.conversation.tracker import Tracker
from bot.messages import Language, Outcome

ASIDES = {"utter_secret_masked"}
"""Said beside the answer; they don't decide what became of the message."""


class Draft:
    """Collects what follows from one message.

    Args:
        speaker: says the responses.
        tracker: the conversation before the message.
        heard: the message.
        now: business time of the turn.
    """

    def __init__(self, speaker: Speaker, tracker: Tracker, heard: Heard, now: datetime) -> None:
        self._speaker = speaker
        self._heard = heard
        self._day = business_day(now)
        self._timestamp = now.timestamp()
        self._events: list[Event] = []
        self._utterances: list[Utterance] = []
        self._effects: list[Effect] = []
        self.tracker = tracker

    @property
    def language(self) -> Language:
        """The language that the next reply is said in."""
        return self.tracker.language or self._heard.understanding.language

    def add(self, events: Iterable[Event]) -> None:
        """Apply events; one without a time happened now."""
        timed = [{"timestamp": self._timestamp} | event for event in events]
        for event in timed:
            if event["timestamp"] is None:  # rasa-sdk leaves the time to its caller
                event["timestamp"] = self._timestamp
        self._events += timed
        self.tracker = self.tracker.apply(timed)

    def execute(self, action: str, policy: str | None = None) -> None:
        """Note that an action ran."""
        self.add([action_executed(action, self._timestamp, policy)])

    def remember(self, slot: str, value: str | float | None) -> None:
        """Set a slot, if that changes it."""
        if self.tracker.slots.get(slot) != value:
            self.add([slot_set(slot, value, self._timestamp)])

    def say(
        self, response: str, values: Mapping[str, str] | None = None, payloads: Iterable[str] = ()
    ) -> None:
        """Say a response; an answer is remembered as the topic of the conversation."""
        occasion = Occasion(
            language=self.language,
            account=account_of(self._heard, self.tracker),
            day=self._day,
        )
        utterance = self._speaker.say(response, occasion, values, payloads)
        reply = utterance.reply
        buttons = [{"title": button.title, "payload": button.payload} for button in reply.buttons]
        self.add([bot_uttered(reply.text, buttons, self._timestamp, utterance.metadata)])
        self._utterances.append(utterance)
        if response.startswith(f"utter_{FAQ}"):
            self.remember("topic", topic_of(response))

    def take_effect(self, name: str, values: Mapping[str, Any]) -> None:
        """Note an effect for the shell to perform."""
        self._effects.append(Effect(name, values))

    def to_rasa(self) -> dict[str, Any]:
        """Return the tracker with the events of this turn, as actions see it."""
        return self.tracker.to_rasa(self._events)

    def finish(self) -> Decision:
        """Wait for the next message, and return the decision."""
        self.add([action_executed(LISTEN, self._timestamp)])
        cited = {one.fact.id: one for said in self._utterances for one in said.cited}
        topics = (topic_of(said.response) for said in self._utterances)
        return Decision(
            tracker=self.tracker,
            text=self._heard.text,
            events=tuple(self._events),
            replies=tuple(said.reply for said in self._utterances),
            effects=tuple(self._effects),
            outcome=self._outcome(),
            language=self.language,
            confidence=self._heard.understanding.intent.confidence,
            topics=tuple(dict.fromkeys(topic for topic in topics if topic)),
            facts=tuple(cited),
            sources=sources_of(cited.values(), self._day, self.language),
        )

    def _outcome(self) -> Outcome:
        said = [said.response for said in self._utterances if said.response not in ASIDES]
        return outcome_of(said[-1]) if said else Outcome.ANSWERED
