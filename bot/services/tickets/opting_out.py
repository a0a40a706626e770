"""A citizen tells an officer that they want nothing but answers, or messages again."""

from bot.services.tickets.ticket import Edit, Happening, TicketRefused
from bot.services.tickets.work import Work, hold_any, note_change
from storage import optouts
from storage.optouts import OFFICER, Proof
from storage.tickets import Ticket

LONGEST_PROOF = 200
"""Characters of how the citizen asked."""


async def opt_out(work: Work, edit: Edit, channel: str, how: str) -> Ticket:
    """Send whoever wrote a ticket nothing but answers on a channel; any officer may, at any time.

    Args:
        work: the transaction.
        edit: the ticket and the officer; what others changed meanwhile does not matter here.
        channel: the ticket's, or another one that the citizen has joined.
        how: how they asked, such as "call, 9:10"; secrets in it are masked.

    Raises:
        TicketRefused: the ticket is gone, the citizen is not known on the channel, or it is not
            said how they asked.
    """
    return await _decide(work, edit, channel, how, is_end=False)


async def opt_in(work: Work, edit: Edit, channel: str, how: str) -> Ticket:
    """Let all messages go to them again; the rest as in `opt_out`."""
    return await _decide(work, edit, channel, how, is_end=True)


async def _decide(work: Work, edit: Edit, channel: str, how: str, *, is_end: bool) -> Ticket:
    how = work.ears.screen(how.strip()).text[:LONGEST_PROOF]
    if not how:
        raise TicketRefused("empty")
    ticket = (await hold_any(work, edit.ticket_id)).ticket
    ways = await optouts.list_own(work.connection, ticket.conversation_id)
    named = [one.conversation_id for one in ways if one.channel == channel]
    if not named:
        raise TicketRefused("choice")
    proof = Proof(work.now.real, OFFICER, f"{edit.actor.name}: {how}")
    keep = optouts.end if is_end else optouts.add
    if any([await keep(work.connection, one, proof) for one in named]):
        happened = Happening.OPTED_IN if is_end else Happening.OPTED_OUT
        await note_change(work, ticket, happened, edit.actor, channel=channel, how=how)
    return ticket
