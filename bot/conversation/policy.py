"""Chooses the next action by rules and forms, as Rasa's RulePolicy does.

What goes first: commands such as `/restart`, then the active form, then the rule that says most
about the moment, and without any the default fallback. A form that has refused the message leaves
it to the rules, and asks again when they would wait.

Source: https://rasa.com/docs/rasa/rules and https://rasa.com/docs/rasa/forms (Rasa 3.6).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.content.domain import Domain
from bot.content.rule_keys import ANYTHING, Key
from bot.content.rule_state import NOT_SET, State, visible_entities
from bot.content.rules import Rules
from bot.content.slot_features import features_of
from bot.conversation.events import DEFAULT_FALLBACK, LISTEN, RESTART, SESSION_START
from bot.conversation.tracker import Tracker

RULES = "RulePolicy"
"""What chose an action, as Rasa names it."""
FOLLOWUP = "followup_action"
COMMANDS = {"restart": RESTART, "session_start": SESSION_START}
FALLBACK_CONFIDENCE = 0.3
LEAST_HISTORY = 1
"""So far taking a message back and running a form again look."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """The action to run.

    Attributes:
        is_return: the form that comes next must not look at the message.
    """

    action: str
    policy: str | None = RULES
    confidence: float = 1.0
    is_return: bool = False


class Policy:
    """Chooses actions by one version of the rules."""

    def __init__(self, rules: Rules, domain: Domain) -> None:
        self._domain = domain
        self._keys = _by_last(key for key in rules.keys if key.action != ANYTHING)
        unhappy = [_short(key) for key in rules.keys if _loop_of(key)]
        self._returns = _by_last(k for k in unhappy if _is_return(k))
        self._stays = _by_last(k for k in unhappy if _is_stay(k))
        self._watched = sorted({name for key in rules.keys for name in _slots_of(key)})
        self._depth = max([LEAST_HISTORY, *(len(key.states) for key in rules.keys)])

    def predict(self, tracker: Tracker) -> Prediction:
        """Return the next action."""
        if tracker.followup:
            return Prediction(tracker.followup, FOLLOWUP)
        listened = tracker.latest_action_name == LISTEN
        if listened and tracker.intent in COMMANDS:
            return Prediction(COMMANDS[tracker.intent])
        if tracker.loop and not tracker.loop.is_rejected:
            ran = tracker.latest_action_name == tracker.loop.name
            return Prediction(LISTEN if ran else tracker.loop.name)
        prediction = self._by_rules(tracker)
        if prediction.action == tracker.rejected_action:
            return Prediction(DEFAULT_FALLBACK, confidence=FALLBACK_CONFIDENCE)
        return prediction

    def before(self, tracker: Tracker, action: str) -> Tracker:
        """Return the tracker with the moment before `action` put into its history.

        While a form asks one slot after the other, rules see it as run once: what was between is
        left out, the message that began it is the one they see.
        """
        history = tracker.history
        if _runs_on(tracker, action):
            return replace(tracker, history=history[:-1], message=history[-1])
        history = (*history, self.state_of(tracker))[-self._depth :]
        return replace(tracker, history=history)

    def state_of(self, tracker: Tracker) -> State:
        """Return what rules see now."""
        return State(
            action=tracker.latest_action_name,
            intent=tracker.message.intent,
            entities=tracker.message.entities,
            loop=tracker.active_loop,
            slots=self._visible_slots(tracker) if self._watched else (),
        )

    def heard(self, tracker: Tracker) -> Tracker:
        """Return the tracker with its latest message as rules see it."""
        entities = tracker.latest_message.get("entities") or ()
        labels = visible_entities(tracker.intent, entities, self._domain) if entities else ()
        return replace(tracker, message=State(intent=tracker.intent, entities=labels))

    def _by_rules(self, tracker: Tracker) -> Prediction:
        states = (*tracker.history, self.state_of(tracker))
        best = max(_fitting(self._keys, states), key=lambda key: key.weight, default=None)
        returns = False
        if tracker.loop:
            if best and best.action == LISTEN and not _loop_of(best):
                if not any(_fitting(self._stays, states)):
                    return Prediction(tracker.loop.name)
                best = None
            returns = any(_fitting(self._returns, states))
        if best is None:
            return Prediction(DEFAULT_FALLBACK, RULES, FALLBACK_CONFIDENCE, returns)
        return Prediction(best.action, is_return=returns)

    def _visible_slots(self, tracker: Tracker) -> tuple[tuple[str, tuple[float, ...]], ...]:
        slots = self._domain.slots
        seen = ((name, features_of(slots[name], tracker.slots[name])) for name in self._watched)
        return tuple((name, features) for name, features in seen if any(features))


Keys = dict[tuple[str | None, str | None], list[Key]]
"""Keys by action and intent of their last state."""


def _by_last(keys: Iterator[Key] | Sequence[Key]) -> Keys:
    found: Keys = defaultdict(list)
    for key in keys:
        found[key.states[-1].action, key.states[-1].intent].append(key)
    return dict(found)


def _fitting(keys: Keys, states: tuple[State, ...]) -> Iterator[Key]:
    """Yield the keys whose states are the latest of a conversation."""
    now = states[-1]
    intents = (now.intent,) if now.intent is None else (now.intent, None)
    for intent in intents:
        for key in keys.get((now.action, intent), ()):
            length = len(key.states)
            if length <= len(states) and all(map(State.fits, key.states, states[-length:])):
                yield key


def _loop_of(key: Key) -> str | None:
    loop = key.states[-1].loop
    return None if loop == NOT_SET else loop


def _slots_of(key: Key) -> Iterator[str]:
    for state in key.states:
        for name, _ in state.slots:
            yield name


def _short(key: Key) -> Key:
    """Return a key inside a form that looks back one action only, whatever was said then."""
    *earlier, last = key.states
    before = [State(action=earlier[-1].action)] if earlier and earlier[-1].action else []
    return replace(key, states=(*before, last))


def _is_return(key: Key) -> bool:
    """Tell whether the form runs after a message that another question was answered by."""
    return key.states[-1].action == LISTEN and key.action == _loop_of(key)


def _is_stay(key: Key) -> bool:
    """Tell whether something other than the form follows an action."""
    return key.states[-1].action != LISTEN and key.action != _loop_of(key)


def _runs_on(tracker: Tracker, action: str) -> bool:
    """Tell whether `action` is the active form, answered at once."""
    return (
        tracker.loop is not None
        and tracker.loop.name == action
        and not tracker.loop.is_rejected
        and tracker.latest_action_name == LISTEN
        and bool(tracker.history)
        and tracker.history[-1].action == action
    )
