"""Looking at tickets: one with all that belongs to it, the queue, a search."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.services.tickets.numbers import id_of
from bot.services.tickets.opening import TRANSCRIPT
from bot.services.tickets.ticket import LIVE
from bot.services.tickets.work import Work
from storage import ticket_entries, ticket_queue, ticket_search, tickets, turns
from storage.ticket_entries import Change, Message, Pause
from storage.ticket_queue import Counts, Filter
from storage.tickets import Ticket
from storage.turns import StoredTurn

MOST_MESSAGES = 500
MOST_CHANGES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A ticket with all that belongs to it.

    Attributes:
        transcript: what was said before it was opened, masked.
        messages: of the ticket and of those merged into it, in order.
        changes: the same for what happened.
        pauses: when its clock stood still.
        merged: the tickets that go on in it.
        ahead: how many tickets come before it in the queue; None: it does not wait there.
    """

    ticket: Ticket
    transcript: Sequence[StoredTurn]
    messages: Sequence[Message]
    changes: Sequence[Change]
    pauses: Sequence[Pause]
    merged: Sequence[Ticket]
    ahead: int | None


async def view(work: Work, ticket_id: int) -> View | None:
    """Return a ticket with all that belongs to it; None: there is none."""
    connection = work.connection
    ticket = await tickets.find(connection, ticket_id)
    if ticket is None:
        return None
    return View(
        ticket=ticket,
        transcript=await turns.list_before(
            connection, ticket.conversation_id, ticket.opened_sequence, TRANSCRIPT
        ),
        messages=await ticket_entries.list_messages(connection, ticket_id, MOST_MESSAGES),
        changes=await ticket_entries.list_changes(connection, ticket_id, MOST_CHANGES),
        pauses=await ticket_entries.list_pauses(connection, ticket_id),
        merged=await tickets.list_merged(connection, ticket_id),
        ahead=await ticket_queue.count_ahead(connection, ticket_id, work.now),
    )


async def list_tickets(
    work: Work, wanted: Filter | None = None, limit: int = 50, offset: int = 0
) -> tuple[Ticket, ...]:
    """Return live tickets in the order of the queue, or settled ones, the newest first."""
    wanted = wanted or Filter(statuses=LIVE)
    return await ticket_queue.list_tickets(work.connection, wanted, work.now, limit, offset)


async def count(work: Work, officer_id: int) -> Counts:
    """Return how many live tickets there are of each kind."""
    return await ticket_queue.count(work.connection, officer_id, work.now)


async def search(work: Work, words: str, limit: int = 50) -> tuple[Ticket, ...]:
    """Return tickets by number or by words, with or without marks.

    Words stand in one message, or in what was said before the hand-over.
    """
    ticket_id = id_of(words)
    named = await tickets.find(work.connection, ticket_id) if ticket_id is not None else None
    if named is not None:
        return (named,)
    folded = work.ears.fold(words).strip()
    return await ticket_search.search(work.connection, folded, limit) if folded else ()
