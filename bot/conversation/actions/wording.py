"""Puts into words what an action leaves to the bot and Rasa can't say by itself."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.content.catalogue import FAQ
from bot.content.render import format_day
from bot.conversation.actions.ear import Ear
from bot.conversation.speaker import Occasion, Speaker
from bot.knowledge.accounts import AccountType
from bot.knowledge.tense import FIRST_DAY
from bot.messages import Language

ACCOUNT = "account"
"""Slot: who the answer is for, known in every turn; responses are chosen by it."""
TODAY = "today"
"""Slot: the day that the exported answers are true at."""


def today_of(slots: Mapping[str, Any]) -> date:
    """Return the day that the exported responses are true at."""
    return date.fromisoformat(slots[TODAY])


def occasion_of(slots: Mapping[str, Any]) -> Occasion:
    """Return for whom and for which day Rasa answers; a day to come counts as today."""
    today = today_of(slots)
    asked = slots.get("as_of")
    return Occasion(
        language=Language(slots.get("language") or Language.VI),
        account=AccountType(slots.get(ACCOUNT) or AccountType.CITIZEN),
        day=min(date.fromisoformat(asked), today) if asked else today,
    )


class Worded(Action):
    """Another action, whose buttons get titles and whose answers may be those of an earlier day.

    What only the bot can do, such as opening a ticket, is left out: Rasa would show it to citizens.

    Args:
        action: decides what is said.
        speaker: knows the words.
        ear: finds what a message names, which Rasa knows in part only.
    """

    def __init__(self, action: Action, speaker: Speaker, ear: Ear) -> None:
        self._action = action
        self._ear = ear
        self._speaker = speaker

    def name(self) -> str:
        """Return the name of the other action."""
        return str(self._action.name())

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Run the other action and word its messages."""
        occasion = occasion_of(tracker.slots)
        is_past = occasion.day < today_of(tracker.slots)
        tracker.latest_message = tracker.latest_message | {"entities": self._ear.entities(tracker)}
        decided = CollectingDispatcher()
        events: list[dict[str, Any]] = await self._action.run(decided, tracker, domain)
        for message in decided.messages:
            response = message.get("response") or ""
            if is_past and response.startswith(f"utter_{FAQ}"):
                self._say_as_of(dispatcher, response, occasion)
            elif "effect" not in message["custom"]:
                dispatcher.messages.append(self._with_titles(message, occasion.language))
        return events

    def _with_titles(self, message: dict[str, Any], language: Language) -> dict[str, Any]:
        titled = [
            {"title": self._speaker.title(button["payload"], language), **button}
            for button in message["buttons"]
        ]
        return {**message, "buttons": titled}

    def _say_as_of(
        self, dispatcher: CollectingDispatcher, response: str, occasion: Occasion
    ) -> None:
        """Say the answer of an earlier day, which the exported responses don't hold."""
        day = format_day(max(occasion.day, FIRST_DAY), occasion.language)
        for name in ("utter_as_of", response):
            said = self._speaker.say(name, occasion, {"day": day})
            dispatcher.utter_message(
                text=said.reply.text,
                buttons=[{"title": b.title, "payload": b.payload} for b in said.reply.buttons],
                utter_action=name,
                metadata={"variation": said.variation.name},
            )
