"""A decision in the making: collects the events, replies and effects of one turn."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from bot.clock import business_day
from bot.content.catalogue import FAQ
from bot.content.render import format_day, sources_of
from bot.conversation.custody import OPEN, Texts
from bot.conversation.decision import Decision, Effect
from bot.conversation.events import Event, bot_uttered, slot_set
from bot.conversation.hand_over import OPEN_TICKET, open_ticket
from bot.conversation.hearing import Heard
from bot.conversation.outcomes import outcome_of, topic_of
from bot.conversation.policy import Policy
from bot.conversation.scene import Item, Saying, Scene
from bot.conversation.slots import account_of
from bot.conversation.speaker import Occasion, Speaker, Utterance
from bot.conversation.tracker import Tracker
from bot.knowledge.desk import Reason
from bot.knowledge.tense import FIRST_DAY
from bot.messages import Language, Outcome, Source

ASIDES = {
    "utter_secret_masked",
    "utter_one_at_a_time",
    "utter_as_of",
    "utter_date_not_known",
    "utter_too_many_messages",
}
"""Said beside the answer; they don't decide what became of the message."""

STANDARD = frozenset(
    ["text", "buttons", "elements", "custom", "template", "response", "image", "attachment"]
)
"""Keys of a rasa-sdk message; the others are values for placeholders."""


class Draft:
    """Collects what follows from one message.

    Args:
        speaker: says the responses.
        policy: sees the moments before actions.
        tracker: the conversation before the message.
        heard: the message.
        now: business time of the turn.
        closed: what is said instead of answers that are switched off, by topic.

    Attributes:
        day: of the turn, in Vietnam.
    """

    def __init__(
        self,
        speaker: Speaker,
        policy: Policy,
        tracker: Tracker,
        heard: Heard,
        now: datetime,
        closed: Mapping[str, Texts] = OPEN.topics,
    ) -> None:
        self._speaker = speaker
        self._closed = closed
        self._policy = policy
        self._heard = heard
        self.day = business_day(now)
        self._timestamp = now.timestamp()
        self._events: list[Event] = []
        self._utterances: list[Utterance] = []
        self._effects: list[Effect] = []
        self.tracker = tracker

    @property
    def language(self) -> Language:
        """The language that the next reply is said in."""
        return self.tracker.language or self._heard.meanings[0].understanding.language

    @property
    def scene(self) -> Scene:
        """The conversation as actions see it."""
        return Scene(self.tracker, tuple(self._events))

    def add(self, items: Iterable[Item]) -> None:
        """Let events happen and say what is to be said, in order."""
        for item in items:
            if isinstance(item, Saying):
                self._relay(item.message)
            else:
                self._add(item)

    def remember(self, slot: str, value: str | float | None) -> None:
        """Set a slot of ours, if there is one and that changes it."""
        if slot in self.tracker.slots and self.tracker.slots[slot] != value:
            self._add(slot_set(slot, value))

    def say(
        self, response: str, values: Mapping[str, str] | None = None, payloads: Iterable[str] = ()
    ) -> None:
        """Say a response; an answer is remembered as the topic of the conversation.

        What is asked about another day is answered as of it, and says so; as of a day to come it
        is answered as of today, for that is all that is known.
        """
        is_answer = response.startswith(f"utter_{FAQ}")
        if is_answer and (told := self._closed.get(response.removeprefix(f"utter_{FAQ}"))):
            self.withhold(told)
            return
        day = self._answered_day()
        if is_answer and day < self.day:
            self.say("utter_as_of", {"day": format_day(max(day, FIRST_DAY), self.language)})
        occasion = Occasion(language=self.language, account=account_of(self.tracker), day=day)
        utterance = self._speaker.say(response, occasion, values, payloads)
        reply = utterance.reply
        buttons = [{"title": button.title, "payload": button.payload} for button in reply.buttons]
        self._add(bot_uttered(reply.text, buttons, utterance.metadata))
        self._utterances.append(utterance)
        if is_answer:
            self.remember("topic", topic_of(response))
            self.remember("topic_account", occasion.account.value)
            self.remember("answered", utterance.variation.name)

    def withhold(self, told: Texts) -> None:
        """Say what was given with a switch that is off."""
        self.say("utter_switched_off", {"message": told[self.language]})

    def hand_over(self, reason: Reason) -> None:
        """Have a person look at it."""
        effect = open_ticket(self.tracker.slots, reason)
        self._effects.append(Effect(effect["effect"], effect["values"]))

    def finish(self) -> Decision:
        """Return the decision."""
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
            confidence=min(
                meaning.understanding.intent.confidence for meaning in self._heard.meanings
            ),
            topics=tuple(dict.fromkeys(topic for topic in topics if topic)),
            facts=tuple(cited),
            sources=self._sources(),
            answers=tuple(
                said.variation.name
                for said in self._utterances
                if said.response.startswith(f"utter_{FAQ}")
            ),
            content=self._speaker.content,
        )

    def _sources(self) -> tuple[Source, ...]:
        """Return where all that was said stands, each source once, as of the day it speaks of."""
        found = (
            source
            for said in self._utterances
            for source in sources_of(said.cited, said.day, self.language)
        )
        return tuple(dict.fromkeys(found))

    def _answered_day(self) -> date:
        asked = self.tracker.slots.get("as_of")
        return min(date.fromisoformat(asked), self.day) if asked else self.day

    def _add(self, event: Event) -> None:
        if event.get("timestamp") is None:
            event = {**event, "timestamp": self._timestamp}
        kind = event["event"]
        if kind == "action":
            self.tracker = self._policy.before(self.tracker, event["name"])
        self._events.append(event)
        self.tracker = self.tracker.apply((event,))
        if kind == "user":
            self.tracker = self._policy.heard(self.tracker)

    def _relay(self, message: Mapping[str, Any]) -> None:
        """Say what an action wants said, and note the effect it wants."""
        custom = message.get("custom") or {}
        if "effect" in custom:
            self._effects.append(Effect(custom["effect"], custom.get("values") or {}))
        if response := message.get("response"):
            values = {name: str(value) for name, value in message.items() if name not in STANDARD}
            payloads = [button["payload"] for button in message.get("buttons") or ()]
            self.say(response, values, payloads)

    def _outcome(self) -> Outcome:
        said = [said.response for said in self._utterances if said.response not in ASIDES]
        if self.tracker.loop is not None:
            return Outcome.FLOW
        silent = Outcome.COMMAND if self._effects else Outcome.ANSWERED
        outcome = outcome_of(said[-1]) if said else silent
        hands_over = any(effect.name == OPEN_TICKET for effect in self._effects)
        return Outcome.HANDOFF if hands_over and outcome is not Outcome.ERROR else outcome
