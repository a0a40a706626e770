"""What a citizen thinks of the help they got: once a ticket."""

from dataclasses import replace

from bot.services.tickets.ticket import Happening
from bot.services.tickets.work import Work, keep
from storage import tickets

LEAST, MOST = 1, 5


async def rate(work: Work, conversation_id: int, ticket_id: int, score: int) -> bool:
    """Keep the citizen's score of a settled ticket; False: it has one, or it is not theirs."""
    ticket = await tickets.lock(work.connection, ticket_id)
    if ticket is None or ticket.is_live or ticket.rating is not None:
        return False
    if not LEAST <= score <= MOST or not await _is_theirs(work, ticket_id, conversation_id):
        return False
    rated = replace(ticket, rating=score, rated_at=work.now.business)
    await keep(work, rated, Happening.RATED, None, score=score)
    return True


async def _is_theirs(work: Work, ticket_id: int, conversation_id: int) -> bool:
    members = await tickets.list_conversations(work.connection, [ticket_id])
    return conversation_id in members
