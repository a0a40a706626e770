"""The state of a conversation: what its events have made of it.

A tracker is never changed; `apply` returns the next one. Its snapshot is small and does not grow
with the conversation, so that a turn costs the same at any age of it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Optional

from bot.content.domain import REQUESTED_SLOT, Domain
from bot.content.rule_state import State
from bot.conversation.events import LISTEN, SESSION_START, Event
from bot.messages import Language

UNHEARD = State()


@dataclass(frozen=True, slots=True)
class Loop:
    """The active form.

    Attributes:
        is_rejected: the form found nothing in the last message and left it to rules.
        is_interrupted: the form comes after a rule, and is not to look at the message.
    """

    name: str
    is_rejected: bool = False
    is_interrupted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker:
    """One conversation.

    Attributes:
        initial_slots: what slots hold before they are set.
        slots: what is remembered, by slot name.
        loop: the active form; None: none is.
        latest_action_name: the action that ran last; None before the first.
        followup: the action that must come next, whatever rules say; None: rules decide.
        rejected_action: the action that has just refused to run.
        is_paused: the bot keeps silent until it is resumed.
        latest_event_at: business time of the last event, seconds since 1970; None before it.
        heard_at: the same of the citizen's last message.
        latest_message: the parse data of the citizen's last message, in Rasa's form.
        message: the message as rules see it: its intent and the labels of its entities.
        choices: payloads of the buttons that were shown last, in order; none once answered.
        history: the latest moments before actions, oldest first, as far as rules look back.
        before: the conversation before the citizen's last message; None: not known.
    """

    sender_id: str
    initial_slots: Mapping[str, Any] = field(default_factory=dict)
    slots: Mapping[str, Any] = field(default_factory=dict)
    loop: Loop | None = None
    latest_action_name: str | None = None
    followup: str | None = LISTEN
    rejected_action: str | None = None
    is_paused: bool = False
    latest_event_at: float | None = None
    heard_at: float | None = None
    latest_message: Mapping[str, Any] = field(default_factory=dict)
    message: State = UNHEARD
    choices: tuple[str, ...] = ()
    history: tuple[State, ...] = ()
    before: Optional["Tracker"] = None

    @property
    def language(self) -> Language | None:
        """The language spoken so far; None before the first message."""
        value = self.slots.get("language")
        return Language(value) if value else None

    @property
    def active_loop(self) -> str | None:
        """The name of the active form; None: none is."""
        return self.loop.name if self.loop else None

    @property
    def intent(self) -> str | None:
        """The intent of the citizen's last message."""
        name: str | None = self.latest_message.get("intent", {}).get("name")
        return name

    @property
    def requested_slot(self) -> str | None:
        """The slot that the active form has asked for."""
        name: str | None = self.slots.get(REQUESTED_SLOT)
        return name

    def apply(self, events: Iterable[Event]) -> "Tracker":
        """Return the tracker after `events`."""
        tracker = self
        for event in events:
            tracker = tracker._after(event)
        return tracker

    def to_rasa(self, events: Iterable[Event] = ()) -> dict[str, Any]:
        """Return the tracker as Rasa's HTTP API and action server see it."""
        loop = self.loop
        return {
            "sender_id": self.sender_id,
            "slots": dict(self.slots),
            "latest_message": dict(self.latest_message),
            "latest_event_time": self.latest_event_at,
            "followup_action": self.followup,
            "paused": self.is_paused,
            "events": list(events),
            "latest_input_channel": None,
            "active_loop": _loop_to_rasa(loop, self.latest_message) if loop else {},
            "latest_action": {"action_name": self.latest_action_name},
            "latest_action_name": self.latest_action_name,
        }

    def _after(self, event: Event) -> "Tracker":
        at = event.get("timestamp") or self.latest_event_at
        change = CHANGES.get(event["event"])
        return change(self, event, at) if change else replace(self, latest_event_at=at)

    def _remembered(self, event: Event, at: float | None) -> "Tracker":
        slots = {**self.slots, event["name"]: event["value"]}
        return replace(self, slots=slots, latest_event_at=at)

    def _acted(self, event: Event, at: float | None) -> "Tracker":
        loop = self.loop
        if loop and (loop.is_interrupted or loop.is_rejected):
            loop = Loop(loop.name, loop.is_rejected and event["name"] != loop.name)
        return replace(
            self,
            loop=loop,
            latest_action_name=event["name"],
            followup=None,
            rejected_action=None,
            latest_event_at=at,
        )

    def _heard(self, event: Event, at: float | None) -> "Tracker":
        return replace(
            self,
            latest_message=event["parse_data"],
            followup=None,
            choices=(),
            heard_at=at,
            latest_event_at=at,
            before=replace(self, before=None) if self.before else self,
        )

    def _said(self, event: Event, at: float | None) -> "Tracker":
        buttons = (event.get("data") or {}).get("buttons") or ()
        choices = tuple(button["payload"] for button in buttons) or self.choices
        return replace(self, choices=choices, latest_event_at=at)

    def _looped(self, event: Event, at: float | None) -> "Tracker":
        loop = Loop(event["name"]) if event["name"] else None
        return replace(self, loop=loop, latest_event_at=at)

    def _interrupted(self, event: Event, at: float | None) -> "Tracker":
        loop = self.loop and replace(self.loop, is_interrupted=event["is_interrupted"])
        return replace(self, loop=loop, latest_event_at=at)

    def _rejected(self, event: Event, at: float | None) -> "Tracker":
        action, loop = event["name"], self.loop
        if loop and loop.name == action:
            loop = replace(loop, is_rejected=True)
        return replace(self, loop=loop, followup=None, rejected_action=action, latest_event_at=at)

    def _followed_up(self, event: Event, at: float | None) -> "Tracker":
        return replace(self, followup=event["name"], latest_event_at=at)

    def _rewound(self, _: Event, at: float | None) -> "Tracker":
        """Return the conversation as it was before the bot listened to the last message."""
        if self.before is None or not self.before.history:
            return self._started(_, at)
        *history, state = self.before.history
        return replace(
            self.before,
            latest_action_name=state.action,
            followup=None if state.action else LISTEN,
            rejected_action=self.rejected_action,
            latest_event_at=at,
            message=state,
            history=tuple(history),
        )

    def _restarted(self, event: Event, at: float | None) -> "Tracker":
        return replace(self._started(event, at), followup=SESSION_START)

    def _started(self, _: Event, at: float | None) -> "Tracker":
        initial = self.initial_slots
        return Tracker(
            sender_id=self.sender_id, initial_slots=initial, slots=initial, latest_event_at=at
        )

    def _forgot(self, _: Event, at: float | None) -> "Tracker":
        return replace(self, slots=self.initial_slots, latest_event_at=at)

    def _paused(self, event: Event, at: float | None) -> "Tracker":
        return replace(self, is_paused=event["event"] == "pause", latest_event_at=at)


CHANGES: Mapping[str, Callable[[Tracker, Event, float | None], Tracker]] = {
    "slot": Tracker._remembered,
    "action": Tracker._acted,
    "bot": Tracker._said,
    "user": Tracker._heard,
    "active_loop": Tracker._looped,
    "loop_interrupted": Tracker._interrupted,
    "action_execution_rejected": Tracker._rejected,
    "followup": Tracker._followed_up,
    "rewind": Tracker._rewound,
    "restart": Tracker._restarted,
    "session_started": Tracker._started,
    "reset_slots": Tracker._forgot,
    "pause": Tracker._paused,
    "resume": Tracker._paused,
}
"""What events do; those of other kinds are kept and change nothing."""


def new_tracker(sender_id: str, domain: Domain) -> Tracker:
    """Return the tracker of a conversation in which nothing was said yet."""
    slots = {name: slot.initial_value for name, slot in domain.slots.items()}
    return Tracker(sender_id=sender_id, initial_slots=slots, slots=slots)


def _loop_to_rasa(loop: Loop, message: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": loop.name,
        "is_interrupted": loop.is_interrupted,
        "rejected": loop.is_rejected,
        "trigger_message": dict(message),
    }
