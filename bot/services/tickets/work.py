"""What every step on tickets works with, and how a ticket is held, changed and let go."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from bot.content.catalogue import Catalogue
from bot.knowledge.desk import Priority
from bot.messages import Language
from bot.services.sla.calendar import Calendar
from bot.services.sla.deadline import Stop, deadline
from bot.services.tickets.ticket import (
    Actor,
    Edit,
    Happening,
    Target,
    TicketChanged,
    TicketRefused,
)
from storage import conversations, ticket_entries, tickets
from storage.conversations import Conversation
from storage.database import Connection
from storage.ticket_entries import NewChange
from storage.ticket_queue import Moment
from storage.tickets import Ticket

MOST_NEWS = 50
"""So much of what happened in the meantime is told to whoever came second."""


@dataclass(frozen=True, slots=True)
class Screened:
    """A text as it may be stored; `is_secret`: it holds what nobody should write."""

    text: str
    is_secret: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ears:
    """How texts and addresses are read; handed in, for services know no conversation.

    Attributes:
        screen: takes secrets out of what officers write.
        fold: takes marks and case out of a text.
        open_address: unseals a citizen's address.
    """

    screen: Callable[[str], Screened]
    fold: Callable[[str], str]
    open_address: Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One transaction on tickets.

    Attributes:
        now: business time for all that is kept, real time for claims and deliveries.
        ears: how texts and addresses are read.
    """

    connection: Connection
    now: Moment
    calendar: Calendar
    catalogue: Catalogue
    ears: Ears


@dataclass(frozen=True, slots=True)
class Held:
    """A ticket that nobody else can change until the transaction ends."""

    ticket: Ticket
    conversations: tuple[Conversation, ...]


async def hold(work: Work, edit: Edit, *, is_live: bool = True) -> Held:
    """Lock a ticket with its conversations, if it is as the officer saw it.

    Raises:
        TicketChanged: it is not.
        TicketRefused: it is gone or settled, or another officer is at it.
    """
    held = await hold_any(work, edit.ticket_id)
    ticket, actor = held.ticket, edit.actor
    if ticket.version != edit.version:
        raise await _changed(work, ticket, edit.version)
    if ticket.is_live != is_live:
        raise TicketRefused("live" if ticket.is_live else "settled")
    if is_live and is_taken(ticket, work.now) and not is_allowed(ticket, actor):
        raise TicketRefused("taken")
    return held


async def hold_any(work: Work, ticket_id: int) -> Held:
    """Lock a ticket with its conversations, whatever has become of it.

    Raises:
        TicketRefused: it is gone.
    """
    members = await tickets.list_conversations(work.connection, [ticket_id])
    locked = await conversations.lock_all(work.connection, members)
    ticket = await tickets.lock(work.connection, ticket_id)
    if ticket is None:
        raise TicketRefused("gone")
    return Held(ticket, locked)


async def keep(
    work: Work,
    ticket: Ticket,
    what: Happening,
    actor: Actor | None,
    /,
    **details: Any,  # noqa: ANN401 - any JSON
) -> Ticket:
    """Store a changed ticket as its next version, with what happened."""
    ticket = await save(work, replace(ticket, version=ticket.version + 1))
    await note_change(work, ticket, what, actor, **details)
    return ticket


async def save(work: Work, ticket: Ticket) -> Ticket:
    """Store a ticket, its deadline worked out anew."""
    ticket = replace(await clocked(work, ticket), updated_at=work.now.business)
    await tickets.save(work.connection, ticket)
    return ticket


async def note_change(
    work: Work,
    ticket: Ticket,
    what: Happening,
    actor: Actor | None,
    /,
    **details: Any,  # noqa: ANN401 - any JSON
) -> None:
    """Keep in its history that something happened to a ticket."""
    change = NewChange(
        kind=what.value,
        at=work.now.business,
        actor_id=actor.id if actor else None,
        actor_name=actor.name if actor else None,
        details=details,
    )
    await ticket_entries.add_change(work.connection, ticket.id, ticket.version, change)


async def clocked(work: Work, ticket: Ticket) -> Ticket:
    """Return a ticket with the deadline of its target; a new target is warned of anew."""
    target = Target.RESOLUTION if ticket.first_replied_at else Target.FIRST_REPLY
    is_new = target != ticket.target
    pauses = await ticket_entries.list_pauses(work.connection, ticket.id)
    stops = [Stop(pause.started_at, pause.ended_at) for pause in pauses]
    promise = work.catalogue.desk.promises[Priority(ticket.priority)]
    amount = promise.resolution if ticket.first_replied_at else promise.first_reply
    at = deadline(work.calendar, ticket.opened_at, amount, stops)
    return replace(
        ticket,
        target=target.value,
        due_at=at.due_at,
        warn_at=at.warn_at,
        is_warned=ticket.is_warned and not is_new,
        is_escalated=ticket.is_escalated and not is_new,
    )


def is_taken(ticket: Ticket, now: Moment) -> bool:
    """Tell whether an officer is at a ticket; a claim that ran out counts no more."""
    return ticket.assignee_id is not None and (
        ticket.claimed_until is None or ticket.claimed_until >= now.real
    )


def is_allowed(ticket: Ticket, actor: Actor) -> bool:
    """Tell whether an officer may change a ticket that is taken."""
    return actor.may_overrule or ticket.assignee_id == actor.id


def language_of(ticket: Ticket) -> Language:
    """Return the language that the citizen is answered in."""
    return Language(ticket.language)


async def stop_clock(work: Work, ticket: Ticket, reason: str) -> None:
    """Have a ticket's clock stand still, from now on for this reason."""
    await ticket_entries.end_pause(work.connection, ticket.id, work.now.business)
    await ticket_entries.begin_pause(work.connection, ticket.id, reason, work.now.business)


async def _changed(work: Work, ticket: Ticket, seen: int) -> TicketChanged:
    changes = await ticket_entries.list_changes(work.connection, ticket.id, MOST_NEWS)
    messages = await ticket_entries.list_messages(work.connection, ticket.id, MOST_NEWS)
    return TicketChanged(
        ticket.version,
        tuple(one for one in changes if one.ticket_id == ticket.id and one.version > seen),
        tuple(one for one in messages if one.ticket_id == ticket.id and one.version > seen),
    )
