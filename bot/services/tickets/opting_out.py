"""A citizen tells an officer that they want nothing but answers, or messages again."""

from bot.services.tickets.ticket import Edit, Happening, TicketRefused
from bot.services.tickets.work import Work, hold_any, note_change
from storage import optouts, tickets
from storage.optouts import OFFICER, Proof, Way
from storage.tickets import Ticket

LONGEST_PROOF = 200
"""Characters of how the citizen asked."""


async def opt_out(work: Work, edit: Edit, conversation_id: int, how: str) -> Ticket:
    """Send a citizen of a ticket nothing but answers in a conversation; any officer, at any time.

    Args:
        work: the transaction.
        edit: the ticket and the officer; what others changed meanwhile does not matter here.
        conversation_id: one of the ticket, or one that a citizen of it has joined.
        how: how they asked, such as "call, 9:10"; secrets in it are masked.

    Raises:
        TicketRefused: the ticket is gone, the conversation is none of its, or it is not said how
            they asked.
    """
    return await _decide(work, edit, conversation_id, how, is_end=False)


async def opt_in(work: Work, edit: Edit, conversation_id: int, how: str) -> Ticket:
    """Let all messages go there again; the rest as in `opt_out`."""
    return await _decide(work, edit, conversation_id, how, is_end=True)


async def list_ways(work: Work, ticket_id: int) -> tuple[Way, ...]:
    """Return where the citizens of a ticket, and of those merged into it, can be reached."""
    members = await tickets.list_conversations(work.connection, [ticket_id])
    return await optouts.list_ways(work.connection, members)


async def _decide(
    work: Work, edit: Edit, conversation_id: int, how: str, *, is_end: bool
) -> Ticket:
    how = work.ears.screen(how.strip()).text[:LONGEST_PROOF]
    if not how:
        raise TicketRefused("empty")
    ticket = (await hold_any(work, edit.ticket_id)).ticket
    ways = {one.conversation_id: one for one in await list_ways(work, edit.ticket_id)}
    if conversation_id not in ways:
        raise TicketRefused("choice")
    proof = Proof(work.now.real, OFFICER, f"{edit.actor.name}: {how}")
    keep = optouts.end if is_end else optouts.add
    if await keep(work.connection, conversation_id, proof):
        happened = Happening.OPTED_IN if is_end else Happening.OPTED_OUT
        channel = ways[conversation_id].channel
        await note_change(work, ticket, happened, edit.actor, channel=channel, how=how)
    return ticket
