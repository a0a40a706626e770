"""What becomes of tickets when a citizen has their conversation erased.

Their own tickets go with it. Where tickets were merged, the others' cases live on: what the
others wrote, and were answered, goes back to the tickets that they had.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.services.tickets.claiming import CLAIM
from bot.services.tickets.numbers import number_of
from bot.services.tickets.ticket import Happening, Owner, Status
from bot.services.tickets.work import Work, keep
from storage import conversations, erasure, reply_drafts, ticket_entries, tickets
from storage.conversations import Conversation
from storage.tickets import Ticket


async def erase(work: Work, channel: str, sender_id: str) -> None:
    """Remove all that is stored of a conversation; an unknown one is no error."""
    found = await conversations.find(work.connection, channel, sender_id)
    if found is None:
        return
    own = await tickets.list_own(work.connection, found.id)
    members = await tickets.list_conversations(work.connection, [one.id for one in own])
    await conversations.lock_all(work.connection, [found.id, *members])
    await let_go(work, found.id)
    await erasure.erase(work.connection, channel, sender_id)


async def let_go(work: Work, conversation_id: int) -> None:
    """Part the tickets of a conversation from those of others; call under its lock.

    Its own, and what it wrote in others, are still to be removed with the conversation. The
    others' conversations are locked, for their messages join other tickets from now on. A turn
    can't know before whom it must wait for: should an officer's step and the turn wait for each
    other, the database ends one of them, which has changed nothing and may be tried again.
    """
    own = await tickets.list_own(work.connection, conversation_id)
    for ticket in own:
        if ticket.merged_into is None:
            await _give_back_all(work, ticket)
        elif ticket.merged_into not in {one.id for one in own}:
            await _leave(work, ticket, ticket.merged_into)
        await ticket_entries.turn_over_rest(work.connection, ticket.id)


async def _leave(work: Work, ticket: Ticket, survivor_id: int) -> None:
    """Have the ticket that goes on go on without the erased citizen.

    Its version rises: whoever is writing an answer is told before it goes to somebody else.
    """
    await conversations.set_owner(work.connection, ticket.conversation_id, Owner.BOT, None)
    survivor = await tickets.lock(work.connection, survivor_id)
    if survivor is None:
        return
    await reply_drafts.drop_all(work.connection, survivor.id)
    if survivor.reply_conversation_id == ticket.conversation_id:
        survivor = replace(survivor, reply_conversation_id=survivor.conversation_id)
        if survivor.status == Status.WAITING:
            await ticket_entries.end_pause(work.connection, survivor.id, work.now.business)
            survivor = replace(survivor, status=Status.OPEN, claimed_until=_claim(work, survivor))
    await keep(work, survivor, Happening.ERASED, None, ticket=number_of(ticket.id))


async def _give_back_all(work: Work, ticket: Ticket) -> None:
    merged = await tickets.list_merged(work.connection, ticket.id)
    others = {one.conversation_id for one in merged} - {ticket.conversation_id}
    for conversation in await conversations.lock_all(work.connection, sorted(others)):
        theirs = [one for one in merged if one.conversation_id == conversation.id]
        await _give_back(work, ticket, conversation, theirs)


async def _give_back(
    work: Work, gone: Ticket, conversation: Conversation, merged: Sequence[Ticket]
) -> None:
    """Give a citizen the newest of their merged tickets back, as far as the case had come.

    Who has another live ticket by now goes on there.
    """
    has_another = gone.is_live and conversation.ticket_id not in {None, gone.id}
    heir_id = conversation.ticket_id if has_another else None
    heir = await tickets.lock(work.connection, heir_id or merged[-1].id)
    if heir is None:
        return
    await tickets.hand_over(work.connection, gone.id, conversation.id, heir.id)
    replied_at = await ticket_entries.turn_over(work.connection, gone.id, conversation.id, heir.id)
    if heir_id is not None:
        return
    heir = replace(
        heir,
        merged_into=None,
        reply_conversation_id=conversation.id,
        first_replied_at=heir.first_replied_at or replied_at,
        assignee_id=gone.assignee_id,
        assignee_name=gone.assignee_name,
        status=gone.status,
        resolved_at=gone.resolved_at,
        resolution=gone.resolution,
    )
    if gone.is_live:
        heir = await _live_on(work, conversation, heir)
    await keep(work, heir, Happening.UNMERGED, None)


async def _live_on(work: Work, conversation: Conversation, heir: Ticket) -> Ticket:
    await ticket_entries.end_pause(work.connection, heir.id, work.now.business)
    await conversations.set_owner(work.connection, conversation.id, conversation.owner, heir.id)
    return replace(heir, status=Status.OPEN, claimed_until=_claim(work, heir))


def _claim(work: Work, ticket: Ticket) -> datetime | None:
    return work.now.real + CLAIM if ticket.assignee_id is not None else None
