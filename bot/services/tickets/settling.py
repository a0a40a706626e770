"""Resolving a ticket, taking it back, opening it again: the bot answers, or a person does."""

from dataclasses import replace

from bot.services.tickets.claiming import CLAIM, claimed
from bot.services.tickets.news import tell
from bot.services.tickets.numbers import number_of
from bot.services.tickets.ticket import (
    Actor,
    Edit,
    Happening,
    Owner,
    Resolution,
    Status,
    TicketRefused,
)
from bot.services.tickets.work import Work, hold, keep, stop_clock
from storage import conversations, ticket_entries, tickets
from storage.tickets import Ticket


async def resolve(work: Work, edit: Edit, resolution: Resolution) -> Ticket:
    """Settle a ticket: the bot answers again, and asks the citizen how it was.

    Raises:
        TicketChanged: somebody was first.
        TicketRefused: it is gone or settled, or another officer is at it.
    """
    held = await hold(work, edit)
    await stop_clock(work, held.ticket, "resolved")
    await conversations.leave_ticket(work.connection, edit.ticket_id)
    ticket = replace(
        held.ticket,
        status=Status.RESOLVED,
        resolved_at=work.now.business,
        resolution=resolution.value,
        snoozed_until=None,
        claimed_until=None,
        assignee_id=edit.actor.id,
        assignee_name=edit.actor.name,
    )
    ticket = await keep(work, ticket, Happening.RESOLVED, edit.actor, resolution=resolution.value)
    if resolution not in {Resolution.SPAM, Resolution.DUPLICATE}:
        await tell(work, ticket, "external_ticket_resolved", ticket=number_of(ticket.id))
    return ticket


async def cancel(work: Work, conversation_id: int, ticket_id: int) -> Ticket | None:
    """Let the citizen take a ticket back; None: it is settled already.

    Call under the conversation's lock. Other conversations that were merged into the ticket find
    out with their next message: their locks can't be waited for from here.
    """
    ticket = await tickets.lock(work.connection, ticket_id)
    await conversations.set_owner(work.connection, conversation_id, Owner.BOT, None)
    if ticket is None or not ticket.is_live:
        return None
    await stop_clock(work, ticket, "cancelled")
    cancelled = replace(
        ticket,
        status=Status.CANCELLED,
        resolved_at=work.now.business,
        snoozed_until=None,
        claimed_until=None,
    )
    return await keep(work, cancelled, Happening.CANCELLED, None)


async def reopen(work: Work, edit: Edit) -> Ticket:
    """Take up a resolved ticket again; the officer owns the conversation.

    Raises:
        TicketChanged: somebody was first.
        TicketRefused: it is gone, live or merged, or its citizen has another live ticket.
    """
    held = await hold(work, edit, is_live=False)
    if held.ticket.status == Status.MERGED:
        raise TicketRefused("merged")
    own = next((one for one in held.conversations if one.id == held.ticket.conversation_id), None)
    if own is None or own.ticket_id is not None:
        raise TicketRefused("live")
    here = [one.id for one in held.conversations if one.ticket_id is None]
    for conversation_id in here:
        await conversations.set_owner(
            work.connection, conversation_id, Owner.PERSON, edit.ticket_id
        )
    ticket = claimed(held.ticket, edit.actor, work.now)
    if ticket.reply_conversation_id not in here:  # they have another ticket by now
        ticket = replace(ticket, reply_conversation_id=own.id)
    ticket = await open_again(work, ticket, edit.actor)
    number = number_of(ticket.id)
    await tell(work, ticket, "external_ticket_told", ticket=number, ticket_state="reopened")
    return ticket


async def open_again(work: Work, ticket: Ticket, actor: Actor | None, **details: str) -> Ticket:
    """Return a settled ticket as a live one, whose clock runs on; who had it may go on first."""
    await ticket_entries.end_pause(work.connection, ticket.id, work.now.business)
    until = work.now.real + CLAIM if ticket.assignee_id is not None else None
    ticket = replace(
        ticket, status=Status.OPEN, resolved_at=None, resolution=None, claimed_until=until
    )
    return await keep(work, ticket, Happening.REOPENED, actor, **details)
