"""Where our engine does on purpose what Rasa does not: each with its reason, none silent.

A difference turns what Rasa did in a turn into what we do. docs/rasa-compatibility.md names each.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Told = list[list[object]]
"""A turn's events in short."""
Change = Callable[[Told], Told]

LISTENS = ["action", "action_listen", None, None]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference.

    Attributes:
        everywhere: what it does to any turn.
        turns: what it does to single turns, by script and position.
    """

    name: str
    reason: str
    everywhere: Change | None = None
    turns: Mapping[tuple[str, int], Change] = field(default_factory=dict)

    def ours(self, script: str, position: int, turn: Told) -> Told:
        """Return what we do where Rasa did `turn`."""
        if self.everywhere:
            turn = self.everywhere(turn)
        change = self.turns.get((script, position))
        return change(turn) if change else turn


def _without_featurization(turn: Told) -> Told:
    return [event for event in turn if event[0] != "user_featurization"]


def _carried_over_once(turn: Told) -> Told:
    """Keep the last value of each slot between the start of a session and listening."""
    if ["session_started"] not in turn:
        return turn
    begin = turn.index(["session_started"]) + 1
    end = turn.index(LISTENS, begin)
    last = {event[1]: event for event in turn[begin:end]}
    kept = [event for event in last.values() if event[2] is not None]
    return [*turn[:begin], *sorted(kept, key=lambda event: IN_DOMAIN.index(event[1])), *turn[end:]]


IN_DOMAIN = ("name", "vip", "greeted", "requested_slot")
"""Slots that the scripts carry over, in the order of the domain."""


def _listens(turn: Told) -> Told:
    return [*turn, LISTENS]


def _apologises(turn: Told) -> Told:
    return [*turn, ["bot", "utter_error", "That went wrong."], LISTENS]


def _stops_at_crash(turn: Told) -> Told:
    crash = turn.index(["action", "action_crash", "RulePolicy", 1.0])
    rule = turn.index(["bot", "utter_after_crash", "After the crash."])
    _, after, *_ = turn[rule + 1]
    ended = [["bot", "utter_error", "That went wrong."], ["followup", after]]
    follows = ["action", after, "followup_action", 1.0]
    return [*turn[: crash + 1], *ended, follows, *turn[rule + 2 :]]


def _instead(turn: Told) -> Change:
    return lambda _: turn


def _greets(response: str, text: str) -> Told:
    return [
        ["user", "greet"],
        ["slot", "greeted", True],
        ["action", response, "RulePolicy", 1.0],
        ["bot", response, text],
        ["action", "action_listen", "RulePolicy", 1.0],
    ]


RESTARTS: Told = [
    ["user", "restart"],
    ["action", "action_restart", "RulePolicy", 1.0],
    ["bot", "utter_restart", "From the start."],
    ["restart"],
    ["action", "action_session_start", "followup_action", 1.0],
    ["session_started"],
    LISTENS,
]
IN_OTHER_WORDS: Told = [
    ["user", "nlu_fallback"],
    ["action", "utter_fallback", "RulePolicy", 1.0],
    ["bot", "utter_fallback", "Please say that in other words."],
    ["action", "action_listen", "RulePolicy", 1.0],
]

DIFFERENCES = (
    Difference(
        "no featurization events",
        "They tell policies that learn whether to look at text or intent; none learns here.",
        everywhere=_without_featurization,
    ),
    Difference(
        "slots are carried over once",
        "A new session sets each slot that has a value once, in the domain's order; Rasa repeats "
        "every event that ever set one, so that a conversation grows with its age.",
        everywhere=_carried_over_once,
    ),
    Difference(
        "a turn without end is broken off",
        "After ten actions we apologise and listen; Rasa stays silent for good.",
        turns={
            ("action without end", 0): _apologises,
            ("action without end and on", 0): _apologises,
            ("action without end and on", 1): _instead(_greets("utter_greet", "Hello again.")),
        },
    ),
    Difference(
        "an action that fails says so",
        "We apologise, then the active form asks again, or the turn ends; Rasa goes on with the "
        "rule as if the action had run.",
        turns={
            ("action that crashes", 0): _stops_at_crash,
            ("interrupted with an action that crashes", 1): _stops_at_crash,
        },
    ),
    Difference(
        "a paused conversation listens",
        "So that /restart works in it; Rasa takes the pause back and runs the action again.",
        turns={
            ("pause", 0): _listens,
            ("pause", 1): _listens,
            ("pause", 2): _instead(RESTARTS),
            ("pause", 3): _instead(_greets("utter_welcome", "Welcome.")),
        },
    ),
    Difference(
        "a broken payload is text",
        "People type a slash, too; Rasa takes what stands behind it for an intent.",
        turns={
            ("broken payload", 0): lambda turn: [*turn[:3], *IN_OTHER_WORDS],
            ("broken payload", 1): lambda turn: [*turn[:-1], IN_OTHER_WORDS[-1]],
        },
    ),
    Difference(
        "values in a payload are texts",
        "Whatever fills a slot, words or a button, gives the same kind of value.",
        turns={
            ("number in a payload", 2): lambda turn: [
                ["slot", "phone", "5"] if event == ["slot", "phone", 5] else event for event in turn
            ],
        },
    ),
)
