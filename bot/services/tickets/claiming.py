"""Taking tickets from the queue, putting them back, handing them on, putting them aside."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from bot.services.tickets.ticket import Actor, Edit, Happening, Owner, Status, TicketRefused
from bot.services.tickets.work import Work, hold, is_taken, keep
from storage import conversations, ticket_queue, tickets
from storage.ticket_queue import Moment
from storage.tickets import Ticket

CLAIM = timedelta(minutes=30)
"""In real time: so long a ticket waits for the officer who took it before anyone may take it."""
LOOKED_AT = 50
"""So many tickets of the queue are tried before it counts as taken by others."""
LOOKS = 20
LOOK_SECONDS = 0.05


async def take(work: Work, edit: Edit) -> Ticket:
    """Take a ticket: the officer owns the conversation and the bot falls silent.

    Raises:
        TicketChanged: somebody was first.
        TicketRefused: it is gone or settled, or another officer is at it.
    """
    held = await hold(work, edit)
    return await _take(work, held.ticket, edit.actor)


async def take_next(work: Work, actor: Actor) -> Ticket | None:
    """Take the first ticket of the queue that nobody else is reaching for; None: it is empty.

    Of officers who ask at once each gets another ticket, and none waits for another. A ticket whose
    citizen writes this very moment is tried again: a queue with one in it is not empty.
    """
    for look in range(LOOKS):
        await asyncio.sleep(LOOK_SECONDS if look else 0)
        free = await ticket_queue.list_free(work.connection, work.now, LOOKED_AT)
        for ticket_id in free:
            # What it locks of a merged ticket must not keep the others from the rest.
            attempt = await work.connection.begin_nested()
            ticket = await _lock_if_free(work, ticket_id)
            if ticket and ticket.status == Status.OPEN and not is_taken(ticket, work.now):
                return await _take(work, ticket, actor)
            await attempt.rollback()
        if not free:
            break
    return None


async def release(work: Work, edit: Edit) -> Ticket:
    """Put a ticket back in the queue; until it is taken again the bot answers.

    Raises:
        TicketChanged: somebody was first.
        TicketRefused: it is gone or settled, or another officer is at it.
    """
    held = await hold(work, edit)
    ticket = replace(awake(held.ticket), assignee_id=None, assignee_name=None, claimed_until=None)
    await conversations.set_owner_of_ticket(work.connection, ticket.id, Owner.BOT)
    return await keep(work, ticket, Happening.RELEASED, edit.actor)


async def transfer(work: Work, edit: Edit, to: Actor) -> Ticket:
    """Hand a ticket on to another officer.

    Raises:
        TicketChanged: somebody was first.
        TicketRefused: it is gone or settled, or another officer is at it.
    """
    held = await hold(work, edit)
    await conversations.set_owner_of_ticket(work.connection, edit.ticket_id, Owner.PERSON)
    ticket = claimed(held.ticket, to, work.now)
    details = {"to_id": to.id, "to_name": to.name}
    return await keep(work, ticket, Happening.TRANSFERRED, edit.actor, **details)


async def snooze(work: Work, edit: Edit, until: datetime) -> Ticket:
    """Put a ticket aside until a moment of business time, or until the citizen writes.

    The clock runs on: what was promised does not change.

    Raises:
        TicketChanged: somebody was first.
        TicketRefused: it is gone or settled, another officer is at it, the moment is past, or
            it waits for the citizen anyway.
    """
    held = await hold(work, edit)
    if until <= work.now.business:
        raise TicketRefused("too_late")
    if held.ticket.status == Status.WAITING:
        raise TicketRefused("waiting")
    ticket = claimed(held.ticket, edit.actor, work.now)
    ticket = replace(ticket, status=Status.SNOOZED, snoozed_until=until, claimed_until=None)
    await conversations.set_owner_of_ticket(work.connection, ticket.id, Owner.PERSON)
    return await keep(work, ticket, Happening.SNOOZED, edit.actor, until=until.isoformat())


def claimed(ticket: Ticket, actor: Actor, now: Moment) -> Ticket:
    """Return a ticket as it is in an officer's hands."""
    return replace(
        ticket,
        assignee_id=actor.id,
        assignee_name=actor.name,
        claimed_until=now.real + CLAIM,
    )


def awake(ticket: Ticket) -> Ticket:
    """Return a ticket that is not put aside any more."""
    is_aside = ticket.status == Status.SNOOZED
    return replace(ticket, status=Status.OPEN, snoozed_until=None) if is_aside else ticket


async def _take(work: Work, ticket: Ticket, actor: Actor) -> Ticket:
    before = {"from_name": ticket.assignee_name} if ticket.assignee_name else {}
    ticket = awake(claimed(ticket, actor, work.now))
    await conversations.set_owner_of_ticket(work.connection, ticket.id, Owner.PERSON)
    return await keep(work, ticket, Happening.TAKEN, actor, **before)


async def _lock_if_free(work: Work, ticket_id: int) -> Ticket | None:
    """Lock a ticket and its conversations without waiting; None: somebody is at one of them."""
    members = await tickets.list_conversations(work.connection, [ticket_id])
    locked = await conversations.lock_all(work.connection, members, waiting=False)
    if len(locked) < len(members):
        return None
    return await tickets.lock(work.connection, ticket_id, waiting=False)
