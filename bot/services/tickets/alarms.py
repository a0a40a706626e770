"""What time alone does to tickets: warned of, escalated, woken; each once, by a tick."""

from dataclasses import replace

from bot.services.tickets.claiming import CLAIM, awake
from bot.services.tickets.ticket import Happening, Status
from bot.services.tickets.work import Work, clocked, note_change
from storage import ticket_queue, tickets
from storage.tickets import Ticket

TICKETS_AT_ONCE = 200


async def mark_reached(work: Work) -> int:
    """Warn of, escalate and wake the tickets whose time has come; return how many there were."""
    reached = await ticket_queue.list_reached(work.connection, work.now.business, TICKETS_AT_ONCE)
    for ticket_id in reached:
        ticket = await tickets.lock(work.connection, ticket_id, waiting=False)
        if ticket is not None and ticket.is_live:
            await _mark(work, ticket)
    return len(reached)


async def work_out_anew(work: Work) -> int:
    """Work out the deadlines of running clocks anew, as after a change of hours or promises."""
    after, changed = 0, 0
    while page := await ticket_queue.list_running(work.connection, after, TICKETS_AT_ONCE):
        for ticket_id in page:
            ticket = await tickets.lock(work.connection, ticket_id, waiting=False)
            if ticket is not None and ticket.is_live:
                anew = await clocked(work, ticket)
                await tickets.save(work.connection, anew)
                changed += anew.due_at != ticket.due_at
        after = page[-1]
    return changed


async def _mark(work: Work, ticket: Ticket) -> None:
    now = work.now.business
    due = {"target": ticket.target, "due_at": ticket.due_at.isoformat() if ticket.due_at else None}
    if ticket.status == Status.SNOOZED and ticket.snoozed_until and ticket.snoozed_until <= now:
        ticket = replace(awake(ticket), claimed_until=work.now.real + CLAIM)
        await note_change(work, ticket, Happening.WOKEN, None)
    if ticket.warn_at and ticket.warn_at <= now and not ticket.is_warned:
        ticket = replace(ticket, is_warned=True)
        await note_change(work, ticket, Happening.WARNED, None, **due)
    if ticket.due_at and ticket.due_at <= now and not ticket.is_escalated:
        ticket = replace(ticket, is_escalated=True)
        await note_change(work, ticket, Happening.ESCALATED, None, **due)
    await tickets.save(work.connection, ticket)
