"""Synthetic tickets: made up by chance from the training messages; nobody in them is real."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.commands.synthetic_words import Words
from bot.content.catalogue import Catalogue
from bot.knowledge.desk import Priority, Reason
from bot.messages import Language
from bot.services.sla.calendar import Calendar
from bot.services.sla.deadline import Deadline, Stop, deadline
from bot.services.tickets.ticket import Resolution, Status

HOUR = timedelta(hours=1)
RECENT = timedelta(hours=30)
"""So long ago at most came what is still worked on."""
# A reply to somebody made up must not be sent: on the web it waits to be fetched.
CHANNELS = ("web", "web", "telegram", "telegram", "telegram", "sms")
PRIORITIES = (Priority.NORMAL,) * 8 + (Priority.HIGH, Priority.URGENT)
LIVE_STATES = (Status.OPEN,) * 7 + (Status.WAITING,) * 2 + (Status.SNOOZED,)
RESOLUTIONS = (Resolution.SOLVED, Resolution.SOLVED, Resolution.ANSWERED, Resolution.REFERRED)
RATINGS = (None, None, None, 5, 5, 4, 3, 1)
LATE = 0.07


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the synthetic staff."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Case:
    """One made-up ticket; moments that did not come are None."""

    ticket_id: int
    conversation_id: int
    status: Status
    priority: Priority
    reason: Reason
    language: Language
    channel: str
    topic: str
    question: str
    officer: Colleague | None
    opened_at: datetime
    replied_at: datetime | None
    resolved_at: datetime | None
    due: Deadline
    was_late: bool
    rating: int | None


class Synthetic:
    """Draws tickets; the same seed draws the same ones.

    Args:
        now: business time.
        days: how far back they reach.
        live: the share that is still worked on.
        colleagues: whose they are; none: nobody's.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        now: datetime,
        *,
        days: int,
        live: float,
        colleagues: Sequence[Colleague] = (),
        seed: int = 7,
    ) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - made-up rows
        self._catalogue = catalogue
        self._calendar = Calendar(catalogue.desk)
        self._now = now
        self._days = days
        self._live = live
        self._colleagues = colleagues
        self.words = Words(catalogue, now)
        self.tomorrow = self._calendar.next_opening(now + timedelta(hours=20))

    def draw(self, ticket_id: int, conversation_id: int, place: float) -> Case:
        """Return one ticket; `place` is how many of all come before it, from 0 to 1."""
        chance = self._chance
        is_live = place >= 1 - self._live
        status = chance.choice(LIVE_STATES) if is_live else Status.RESOLVED
        opened_at = self._opened(place)
        replied_at = self._replied(status, opened_at)
        resolved_at = self._resolved(status, replied_at)
        language = Language.VI if chance.random() < 0.8 else Language.EN  # noqa: PLR2004 - a share
        topic, question = chance.choice(self.words.questions[language])
        priority = chance.choice(PRIORITIES)
        is_held = replied_at is not None or (is_live and chance.random() < 0.2)  # noqa: PLR2004
        return Case(
            ticket_id=ticket_id,
            conversation_id=conversation_id,
            status=status,
            priority=priority,
            reason=chance.choice(list(Reason)),
            language=language,
            channel="web" if is_live else chance.choice(CHANNELS),
            topic=topic,
            question=question,
            officer=chance.choice(self._colleagues) if is_held and self._colleagues else None,
            opened_at=opened_at,
            replied_at=replied_at,
            resolved_at=resolved_at,
            due=self._due(status, priority, opened_at, replied_at),
            was_late=chance.random() < LATE,
            rating=chance.choice(RATINGS) if resolved_at else None,
        )

    def answers(self, case: Case) -> str:
        """Return what the bot had answered, as a ticket keeps it."""
        source = self.words.sources[case.language][case.topic]
        told = {
            "question": case.question,
            "answer": f"utter_faq_{case.topic}#1",
            "sources": source,
        }
        return json.dumps([told], ensure_ascii=False)

    def said(self, case: Case) -> list[tuple[str, str, datetime]]:
        """Return what was written in a ticket: whose it is, its text, and when."""
        words = self.words.said[case.language]
        said = [("citizen", self._chance.choice(words.asking), case.opened_at)]
        if case.replied_at is not None:
            said.append(("officer", self._chance.choice(words.replies), case.replied_at))
        if case.resolved_at is not None:
            thanks = self._chance.choice(words.thanks)
            said.append(("citizen", thanks, case.resolved_at - timedelta(minutes=9)))
        return said

    def resolution(self) -> str:
        """Return how a ticket was settled."""
        return self._chance.choice(RESOLUTIONS).value

    def _opened(self, place: float) -> datetime:
        """Return when a ticket came: one after the other, those still live in the last hours."""
        settled = 1 - self._live
        if place >= settled:
            return self._now - RECENT * (1 - place) / max(self._live, 1e-9)
        return self._now - RECENT - timedelta(days=self._days) * (1 - place / settled)

    def _replied(self, status: Status, opened_at: datetime) -> datetime | None:
        if status in {Status.OPEN, Status.SNOOZED}:
            return None
        wait = timedelta(minutes=self._chance.expovariate(1 / 50))
        at = self._calendar.next_opening(opened_at) + wait
        return min(at, self._now - timedelta(minutes=12))

    def _resolved(self, status: Status, replied_at: datetime | None) -> datetime | None:
        if status is not Status.RESOLVED or replied_at is None:
            return None
        return min(replied_at + HOUR * self._chance.expovariate(1 / 9), self._now)

    def _due(
        self, status: Status, priority: Priority, opened_at: datetime, replied_at: datetime | None
    ) -> Deadline:
        if status not in {Status.OPEN, Status.SNOOZED}:
            return Deadline(None, None)
        promise = self._catalogue.desk.promises[priority]
        amount = promise.resolution if replied_at else promise.first_reply
        stops: Sequence[Stop] = ()
        return deadline(self._calendar, opened_at, amount, stops)
