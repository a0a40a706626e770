"""Joins this conversation with others of the same citizen, parts it again, and says which they are.

What only the transaction knows comes back as news in the same turn.
"""

import json
from typing import Any, ClassVar

from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.content.catalogue import Catalogue
from bot.conversation.actions.link_check.commands import Locate, Named
from bot.conversation.actions.link_check.memory import forget
from bot.conversation.actions.live_check.news import value_of
from bot.conversation.actions.reading import RasaEvents, language_of
from bot.conversation.custody import JOINED

SILENT: RasaEvents = [FollowupAction("action_listen")]
"""The news of the effect is said next; until then not even a form asks again."""


class AskJoining(Named):
    """Has the store do something about the conversation's company."""

    effect: ClassVar[str]

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Have it done; where no conversations are kept say so."""
        if tracker.get_slot(JOINED) is None:
            dispatcher.utter_message(response="utter_join_unavailable")
            return []
        values = {"code": value_of(tracker, "join_code")}
        given = {name: value for name, value in values.items() if value}
        dispatcher.utter_message(json_message={"effect": self.effect, "values": given})
        return SILENT


class ShowJoinCode(AskJoining):
    """Has a new code made."""

    command, effect = "action_show_join_code", "show_join_code"


class EnterJoinCode(AskJoining):
    """Has a code that was typed looked up."""

    command, effect = "action_enter_join_code", "enter_join_code"


class LeaveChannels(Named):
    """Parts this conversation from the others."""

    command = "action_leave_channels"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Say so; whoever is alone is told."""
        if not tracker.get_slot(JOINED):
            dispatcher.utter_message(response="utter_join_none")
            return []
        dispatcher.utter_message(json_message={"effect": "leave_channels", "values": {}})
        dispatcher.utter_message(response="utter_join_left")
        return [SlotSet(JOINED, "")]


class ChannelNames(Named):
    """Something that is said with the names of channels.

    Args:
        catalogue: names them.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._names = {
            language: {channel.value: name for channel, name in labels.channels.items()}
            for language, labels in catalogue.labels.items()
        }

    def names(self, channels: str, tracker: Tracker) -> str:
        """Return channels as they stand in a sentence."""
        known = self._names[language_of(tracker)]
        return ", ".join(known.get(channel, channel) for channel in channels.split(","))


class TellKept(ChannelNames):
    """Says which channels are joined, beside what else is kept."""

    command = "action_tell_joined"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Name them, with a button that parts them; nothing of none."""
        channels = tracker.get_slot(JOINED)
        if channels:
            named = self.names(channels, tracker)
            dispatcher.utter_message(response="utter_join_kept", channel=named)
        return []


class TellCode(Named):
    """Shows the code."""

    command = "action_tell_join_code"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Say where to type it, and how long it counts."""
        code, minutes = value_of(tracker, "join_code"), value_of(tracker, "join_minutes")
        dispatcher.utter_message(response="utter_join_code", code=code, minutes=minutes)
        return []


class TellHost(ChannelNames):
    """Says where the code was typed that this conversation showed."""

    command = "action_tell_join_host"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Say how to part them, in case it was not the citizen."""
        named = self.names(value_of(tracker, "join_channel") or "", tracker)
        dispatcher.utter_message(response="utter_join_host", channel=named)
        return SILENT


class TellEntered(ChannelNames):
    """Says what became of a code, and goes on with what was begun on the other channel."""

    command = "action_tell_join_and_link_check"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Say it; a link check that was begun there is asked on here at once."""
        outcome = value_of(tracker, "join_outcome")
        named = self.names(value_of(tracker, "join_channel") or "", tracker)
        dispatcher.utter_message(response=f"utter_join_{outcome}", channel=named)
        topic = json.loads(value_of(tracker, "carried_topic") or "{}")
        taken = [SlotSet(name, value) for name, value in topic.items()]
        return [*taken, *go_on(dispatcher, tracker)]


class TellCheck(Locate):
    """Says where the citizen was, on whichever of the joined channels that was."""

    command = "action_locate_link_check_here"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> RasaEvents:
        """Go on with the check that moved last."""
        return go_on(dispatcher, tracker) or await self.say_here(dispatcher, tracker, domain)


def go_on(dispatcher: CollectingDispatcher, tracker: Tracker) -> RasaEvents:
    """Take over the check that the news brings, and ask its next question; none: nothing."""
    given = value_of(tracker, "carried_check")
    if given is None:
        return []
    slots = json.loads(given)
    events = [event for event in forget(tracker) if event["name"] not in slots]
    events += [SlotSet(name, value) for name, value in slots.items()]
    tracker.add_slots(events)
    return [*events, *Locate().obey(dispatcher, tracker)]


JOINING = (ShowJoinCode, EnterJoinCode, LeaveChannels, TellCode, TellCheck)
NAMING = (TellKept, TellHost, TellEntered)
"""These know the names of channels."""
