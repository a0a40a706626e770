"""What the tracker remembers of reminders, and what was asked for so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet

from bot.clock import business_day
from bot.content.render import format_day
from bot.conversation.actions.reading import RasaEvents, language_of, moment_of
from bot.knowledge.deadlines import Deadlines

FORM = "reminder_form"
KIND, DATE, CONSENT, KEPT = "reminder_kind", "reminder_date", "reminder_consent", "reminders"
PUBLIC, ACTIVATION = "deadline", "activation"
TEXT_VERSION = "reminders-1"
"""Names the consent text; a test holds its words, so that a change of them changes this name."""
FURTHEST = timedelta(days=365 * 30)
NOTHING = [SlotSet(KIND, None), SlotSet(DATE, None), SlotSet(CONSENT, None)]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One deadline that a citizen wants to be reminded of."""

    kind: str
    on: date
    steps: tuple[int, ...]
    ends_on_link: bool

    def to_json(self) -> dict[str, object]:
        """Return it as an effect has it."""
        return {
            "kind": self.kind,
            "on": self.on.isoformat(),
            "steps": list(self.steps),
            "ends_on_link": self.ends_on_link,
        }


class Reminding(Action):
    """An action that knows the deadlines there are.

    Args:
        deadlines: public and personal ones.
    """

    def __init__(self, deadlines: Deadlines) -> None:
        self.deadlines = deadlines


def wanted_of(tracker: Tracker, deadlines: Deadlines) -> tuple[Wanted, ...]:
    """Return what was asked for so far; empty: not all is known."""
    kind = tracker.get_slot(KIND)
    if kind == PUBLIC:
        ahead = deadlines.ahead(business_day(moment_of(tracker)))
        return tuple(Wanted(one.id, one.on, one.steps, one.ends_on_link) for one in ahead)
    personal, day = deadlines.personal.get(str(kind)), day_of(tracker.get_slot(DATE))
    if personal is None or day is None:
        return ()
    due = day + timedelta(days=personal.days_after)
    return (Wanted(personal.id, due, personal.steps, ends_on_link=False),)


def written(wanted: tuple[Wanted, ...], tracker: Tracker) -> str:
    """Return the days of what is wanted, as they are said."""
    return ", ".join(format_day(one.on, language_of(tracker)) for one in wanted)


def kept_of(tracker: Tracker) -> Mapping[str, str]:
    """Return what the citizen is reminded of: days by kind."""
    return tracker.get_slot(KEPT) or {}


def kept_after_link(tracker: Tracker, deadlines: Deadlines) -> RasaEvents:
    """Return what is left to be reminded of once the link is confirmed."""
    ended = {one.id for one in deadlines.by_id.values() if one.ends_on_link}
    left = {kind: day for kind, day in kept_of(tracker).items() if kind not in ended}
    return [SlotSet(KEPT, left or None)]


def day_of(value: object) -> date | None:
    """Return a day; None: it is none."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
