"""What the tracker remembers of a check: answers, failed tries, and the day it is made for."""

from collections.abc import Mapping
from datetime import date

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from bot.clock import business_day
from bot.conversation.actions.link_check.path import Path, walk
from bot.conversation.actions.link_check.states import QUESTIONS
from bot.conversation.actions.link_check.steps import FORM, PREFIX, Help
from bot.conversation.actions.linking import is_guided, period_of
from bot.conversation.actions.reading import RasaEvents, moment_of

TRIES, STATUS, RESULT, AS_OF = (PREFIX + name for name in ("tries", "status", "result", "as_of"))
DONE = "done"
OURS = "link_check"
"""Part of the names of our actions and responses."""


def answers_of(tracker: Tracker) -> dict[str, object]:
    """Return the answers so far, by question."""
    values = {name: tracker.get_slot(question.slot) for name, question in QUESTIONS.items()}
    return {name: value for name, value in values.items() if value is not None}


def path_of(tracker: Tracker, answers: Mapping[str, object]) -> Path:
    """Return where `answers` lead on the day that the check is made for."""
    return walk(answers, period_of(_day_of(tracker)))


def failed_tries(tracker: Tracker) -> int:
    """Return how often the step has failed that the form asks about right now."""
    if not is_guided(tracker):
        return 0
    tries: Mapping[str, list[str]] = tracker.get_slot(TRIES) or {}
    asked = (tracker.get_slot("requested_slot") or "").removeprefix(PREFIX)
    choices = QUESTIONS[asked].choices if asked in QUESTIONS else ()
    steps = {asked, *(one.leads_to.again for one in choices if isinstance(one.leads_to, Help))}
    return max(len(tries.get(step, ())) for step in steps)


def is_open(tracker: Tracker) -> bool:
    """Tell whether there are answers to come back to."""
    return is_guided(tracker) or tracker.get_slot(STATUS) is not None


def forget(tracker: Tracker) -> RasaEvents:
    """Return events that empty every slot of the check."""
    slots = [question.slot for question in QUESTIONS.values()]
    kept = [TRIES, STATUS, RESULT, AS_OF]
    return [SlotSet(slot, None) for slot in (*slots, *kept) if tracker.get_slot(slot) is not None]


def keep(tracker: Tracker, answers: Mapping[str, object]) -> RasaEvents:
    """Return events that leave these answers and no others."""
    return [
        SlotSet(question.slot, answers.get(name))
        for name, question in QUESTIONS.items()
        if tracker.get_slot(question.slot) != answers.get(name)
    ]


def actions_since_message(tracker: Tracker) -> list[str]:
    """Return what was done since the citizen's last message, the form itself left out."""
    names: list[str] = []
    for event in reversed(tracker.events):
        if event["event"] == "user":
            break
        if event["event"] == "action" and event["name"] != FORM:
            names.append(event["name"])
    return names


def _day_of(tracker: Tracker) -> date:
    """Return the day asked about when the check began, or else today."""
    asked = tracker.get_slot(AS_OF)
    if asked:
        return date.fromisoformat(asked)
    return business_day(moment_of(tracker))
