"""Making one ticket of two, and taking that back; nothing that was written is moved or lost."""

from dataclasses import replace
from datetime import timedelta

from bot.knowledge.desk import Priority
from bot.services.tickets.claiming import awake, claimed
from bot.services.tickets.numbers import number_of
from bot.services.tickets.ticket import Edit, Happening, Owner, Status, TicketRefused
from bot.services.tickets.work import Work, hold, keep, stop_clock
from storage import conversations, ticket_entries, tickets
from storage.tickets import Ticket

UNDONE_WITHIN = timedelta(days=7)


async def merge(work: Work, one: Edit, other: Edit) -> Ticket:
    """Make one ticket of two; the older goes on, with the histories and citizens of both.

    Its deadline is that of the older, its priority that of the more urgent.

    Raises:
        TicketChanged: somebody was first at one of them.
        TicketRefused: one is gone or settled, another officer is at it, or both are the same.
    """
    if one.ticket_id == other.ticket_id:
        raise TicketRefused("itself")
    older, newer = sorted((one, other), key=lambda edit: edit.ticket_id)
    both = [older.ticket_id, newer.ticket_id]
    members = await tickets.list_conversations(work.connection, both)
    await conversations.lock_all(work.connection, members)
    survivor, merged = (await hold(work, older)).ticket, (await hold(work, newer)).ticket
    await _close(work, merged, survivor, newer)
    await tickets.follow_merge(work.connection, merged.id, survivor.id)
    await conversations.move_ticket(work.connection, merged.id, survivor.id)
    await conversations.set_owner_of_ticket(work.connection, survivor.id, Owner.PERSON)
    ranks = list(Priority)
    urgent = min(survivor.priority, merged.priority, key=lambda name: ranks.index(Priority(name)))
    survivor = replace(
        claimed(awake(survivor), one.actor, work.now),
        priority=urgent,
        tags=sorted({*survivor.tags, *merged.tags}),
        reply_conversation_id=merged.reply_conversation_id,
    )
    number = number_of(merged.id)
    return await keep(work, survivor, Happening.TOOK_IN, one.actor, ticket=number)


async def unmerge(work: Work, edit: Edit) -> Ticket:
    """Take a merge back: the ticket is live again, and its citizen's messages join it.

    Raises:
        TicketChanged: somebody was first.
        TicketRefused: it is gone or not merged, the merge is too long ago, or its citizen has
            another live ticket by now.
    """
    ticket = await _merged(work, edit)
    survivor = ticket.merged_into
    members = await tickets.list_conversations(work.connection, [edit.ticket_id])
    for conversation in await conversations.lock_all(work.connection, members):
        if conversation.ticket_id not in {None, survivor}:
            raise TicketRefused("live")
        await conversations.set_owner(
            work.connection, conversation.id, conversation.owner, edit.ticket_id
        )
    await ticket_entries.end_pause(work.connection, ticket.id, work.now.business)
    ticket = replace(
        ticket,
        status=Status.OPEN,
        merged_into=None,
        resolved_at=None,
        reply_conversation_id=ticket.conversation_id,  # another merged into it stays where it is
    )
    return await keep(work, ticket, Happening.UNMERGED, edit.actor)


async def _merged(work: Work, edit: Edit) -> Ticket:
    ticket = await tickets.find(work.connection, edit.ticket_id)
    if ticket is None or ticket.merged_into is None:
        raise TicketRefused("live")
    both = [edit.ticket_id, ticket.merged_into]
    members = await tickets.list_conversations(work.connection, both)
    await conversations.lock_all(work.connection, members)
    ticket = (await hold(work, edit, is_live=False)).ticket
    if ticket.merged_into is None or ticket.resolved_at is None:
        raise TicketRefused("live")
    if work.now.business - ticket.resolved_at > UNDONE_WITHIN:
        raise TicketRefused("too_late")
    survivor = await tickets.lock(work.connection, ticket.merged_into)
    if survivor is not None:
        number = number_of(ticket.id)
        if survivor.reply_conversation_id == ticket.conversation_id:
            survivor = replace(survivor, reply_conversation_id=survivor.conversation_id)
        await keep(work, survivor, Happening.GAVE_BACK, edit.actor, ticket=number)
    return ticket


async def _close(work: Work, merged: Ticket, survivor: Ticket, edit: Edit) -> None:
    await stop_clock(work, merged, "merged")
    closed = replace(
        merged,
        status=Status.MERGED,
        merged_into=survivor.id,
        resolved_at=work.now.business,
        snoozed_until=None,
        claimed_until=None,
    )
    into = number_of(survivor.id)
    await keep(work, closed, Happening.MERGED, edit.actor, into=into)
