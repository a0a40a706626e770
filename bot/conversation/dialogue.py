"""The core: from a conversation's state and a message to a decision. Reads and writes nothing."""

from datetime import datetime
from typing import Any

from bot.content.catalogue import Catalogue
from bot.conversation.actions.runner import ActionRunner
from bot.conversation.decision import Decision
from bot.conversation.draft import Draft
from bot.conversation.events import (
    LISTEN,
    SESSION_START,
    action_executed,
    session_started,
    user_uttered,
)
from bot.conversation.guard import MAX_CHARACTERS
from bot.conversation.hearing import FALLBACK, Heard, hear, unheard
from bot.conversation.slots import slots_from
from bot.conversation.speaker import Speaker
from bot.conversation.tracker import Tracker, new_tracker
from bot.conversation.understanding.interpreter import Interpreter
from bot.errors import ActionFailed
from bot.messages import InboundMessage, Language

RULES = "RulePolicy"
"""The policy that chose an action, as Rasa names it."""


class Dialogue:
    """Decides turns with one version of content and model."""

    def __init__(
        self, catalogue: Catalogue, interpreter: Interpreter, runner: ActionRunner
    ) -> None:
        self.catalogue = catalogue
        self.interpreter = interpreter
        self.speaker = Speaker(catalogue)
        self._runner = runner

    def begin(self, sender_id: str) -> Tracker:
        """Return the tracker of a conversation in which nothing was said yet."""
        return new_tracker(sender_id, self.catalogue.domain)

    async def decide(self, tracker: Tracker, message: InboundMessage, now: datetime) -> Decision:
        """Decide what follows from a message.

        Args:
            tracker: the conversation before it.
            message: what came in.
            now: business time, in UTC; its day in Vietnam is the day of the answer.
        """
        heard = hear(message.text, self.interpreter, tracker.language or message.locale)
        draft = Draft(self.speaker, tracker, heard, now)
        self._open(draft, now.timestamp())
        self._take_in(draft, heard, message, now.timestamp())
        if heard.has_secrets:
            draft.say("utter_secret_masked")
        if heard.rejection is None:
            await self._follow_rule(draft, heard)
        else:
            draft.say(f"utter_{heard.rejection.value}", {"limit": str(MAX_CHARACTERS)})
        return draft.finish()

    def apologise(self, tracker: Tracker, message: InboundMessage, now: datetime) -> Decision:
        """Return the decision for a message that could not be decided: say so, lose nothing."""
        heard = unheard(message.text, tracker.language or message.locale or Language.VI)
        draft = Draft(self.speaker, tracker, heard, now)
        self._take_in(draft, heard, message, now.timestamp())
        draft.say("utter_error")
        return draft.finish()

    def _open(self, draft: Draft, timestamp: float) -> None:
        """Begin a session with the first message, and after a long silence."""
        last = draft.tracker.latest_event_at
        minutes = self.catalogue.domain.session_config.session_expiration_time
        if last is None or (minutes and timestamp - last > minutes * 60):
            draft.execute(SESSION_START)
            draft.add([session_started(timestamp), action_executed(LISTEN, timestamp)])
            draft.remember("misses", 0)

    def _take_in(
        self, draft: Draft, heard: Heard, message: InboundMessage, timestamp: float
    ) -> None:
        parse_data = heard.understanding.to_rasa_json()
        if heard.intent != heard.understanding.intent.name:
            parse_data["intent"] = {"name": heard.intent, "confidence": 1.0}
        channel, message_id = message.channel.value, message.message_id
        draft.add([user_uttered(heard.text, parse_data, timestamp, channel, message_id)])
        draft.add(slots_from(heard, draft.tracker, self.catalogue.domain, timestamp))

    async def _follow_rule(self, draft: Draft, heard: Heard) -> None:
        if heard.intent != FALLBACK:
            draft.remember("misses", 0)
        for action in self.catalogue.rules[heard.intent]:
            draft.execute(action, RULES)
            if action.startswith("utter_"):
                draft.say(action)
            else:
                await self._run(draft, action)

    async def _run(self, draft: Draft, action: str) -> None:
        """Run an action; one that fails says so and points to a person."""
        try:
            result = await self._runner.run(action, draft.to_rasa())
        except ActionFailed:
            draft.say("utter_error")
            return
        draft.add(result.events)
        for message in result.messages:
            self._relay(draft, message)

    def _relay(self, draft: Draft, message: dict[str, Any]) -> None:
        """Say what an action wants said, and note the effect it wants."""
        custom = message.get("custom") or {}
        if "effect" in custom:
            draft.take_effect(custom["effect"], custom.get("values") or {})
        if response := message.get("response"):
            values = {name: str(value) for name, value in message.items() if name not in STANDARD}
            payloads = [button["payload"] for button in message.get("buttons") or ()]
            draft.say(response, values, payloads)


STANDARD = frozenset(
    ["text", "buttons", "elements", "custom", "template", "response", "image", "attachment"]
)
"""Keys of a rasa-sdk message; the others are values for placeholders."""
