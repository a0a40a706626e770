"""A ticket as lists show it: its number, its clock, its last words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.services.tickets.numbers import number_of
from bot.services.tickets.ticket import Status
from bot.services.tickets.work import is_taken
from storage.ticket_lines import Line
from storage.ticket_queue import Moment
from storage.tickets import Ticket


class Pressure(StrEnum):
    """How near a ticket's deadline is; said in words and in colour."""

    CALM = "calm"
    NEAR = "near"
    LATE = "late"
    STILL = "still"
    """The clock stands still."""


@dataclass(frozen=True, slots=True)
class Sla:
    """A ticket's clock.

    Attributes:
        target: what it runs for.
        left: until the deadline, or since it.
    """

    pressure: Pressure
    target: str
    due_at: datetime | None
    left: timedelta


@dataclass(frozen=True, slots=True)
class Row:
    """A ticket in a list."""

    ticket: Ticket
    number: str
    sla: Sla
    line: Line
    is_taken: bool


def sla_of(ticket: Ticket, now: datetime) -> Sla:
    """Return where a ticket's clock stands in business time."""
    if ticket.due_at is None or ticket.status not in {Status.OPEN, Status.SNOOZED}:
        return Sla(Pressure.STILL, ticket.target, None, timedelta())
    left = ticket.due_at - now
    if left <= timedelta():
        return Sla(Pressure.LATE, ticket.target, ticket.due_at, -left)
    is_near = ticket.warn_at is not None and ticket.warn_at <= now
    pressure = Pressure.NEAR if is_near else Pressure.CALM
    return Sla(pressure, ticket.target, ticket.due_at, left)


def rows_of(found: Iterable[Ticket], lines: Mapping[int, Line], now: Moment) -> list[Row]:
    """Return tickets as a list shows them."""
    return [
        Row(
            ticket,
            number_of(ticket.id),
            sla_of(ticket, now.business),
            lines.get(ticket.id, Line("citizen", "")),
            is_taken(ticket, now),
        )
        for ticket in found
    ]
