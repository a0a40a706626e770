"""An officer's words: replies that go out to the citizen, notes that stay with the desk."""

from dataclasses import replace

from bot.content.render import PLACEHOLDER
from bot.services.retry_classes import OFFICERS
from bot.services.tickets.claiming import awake, claimed
from bot.services.tickets.outgoing import outgoing
from bot.services.tickets.ticket import Edit, Happening, Kind, Owner, Status, TicketRefused
from bot.services.tickets.work import (
    Work,
    hold,
    hold_any,
    note_change,
    save,
    stop_clock,
)
from storage import conversations, deliveries, events, ticket_entries
from storage.deliveries import NewDeliveries
from storage.events import NewEvent
from storage.ticket_entries import NewMessage
from storage.tickets import Ticket

MOST_CHARACTERS = 4000


async def reply(work: Work, edit: Edit, text: str, *, awaits_citizen: bool = True) -> Ticket:
    """Send an officer's text on the citizen's channel; the ticket is the officer's from then on.

    The bot is told: the reply is an event of the conversation. Flush the outbox once this is
    committed; a worker does where the process dies before.

    Args:
        work: the transaction.
        edit: the officer, and the version they read before they wrote.
        text: as the officer wrote it.
        awaits_citizen: the clock stands still until the citizen writes.

    Raises:
        TicketChanged: somebody was first; nothing goes out.
        TicketRefused: it is gone or settled, another officer is at it, or the text is empty, too
            long, holds a placeholder of a macro, or what nobody should write.
    """
    _check(work, text)
    ticket = (await hold(work, edit)).ticket
    sent = await _send(work, ticket, text)
    await conversations.set_owner_of_ticket(work.connection, ticket.id, Owner.PERSON)
    replied = claimed(awake(ticket), edit.actor, work.now)
    replied = replace(
        replied,
        version=ticket.version + 1,
        first_replied_at=ticket.first_replied_at or work.now.business,
    )
    if awaits_citizen and ticket.status != Status.WAITING:
        await stop_clock(work, ticket, "waiting")
        await note_change(work, replied, Happening.PAUSED, edit.actor)
    if awaits_citizen or ticket.status == Status.WAITING:
        replied = replace(replied, status=Status.WAITING, claimed_until=None)
    replied = await save(work, replied)
    await _write(work, replied, edit, Kind.OFFICER, text.strip(), delivery_id=sent)
    return replied


async def note(work: Work, edit: Edit, text: str) -> Ticket:
    """Write something for officers only; secrets in it are masked. Any officer may, at any time.

    Raises:
        TicketRefused: it is gone, or the text is empty or too long.
    """
    text = work.ears.screen(text.strip()).text
    if not text or len(text) > MOST_CHARACTERS:
        raise TicketRefused("too_long" if text else "empty")
    ticket = (await hold_any(work, edit.ticket_id)).ticket
    ticket = await save(work, replace(ticket, version=ticket.version + 1))
    await _write(work, ticket, edit, Kind.NOTE, text)
    return ticket


async def reveal_contact(work: Work, edit: Edit) -> str:
    """Return the citizen's address on the channel; that it was looked at is kept.

    Raises:
        TicketRefused: the ticket is gone.
    """
    held = await hold_any(work, edit.ticket_id)
    await note_change(work, held.ticket, Happening.CONTACT_REVEALED, edit.actor)
    sealed = await conversations.find_address(work.connection, held.ticket.conversation_id)
    if sealed is not None:
        return work.ears.open_address(sealed)
    found = {one.id: one for one in held.conversations}
    return found[held.ticket.conversation_id].sender_id


def _check(work: Work, text: str) -> None:
    if not text.strip():
        raise TicketRefused("empty")
    if len(text) > MOST_CHARACTERS:
        raise TicketRefused("too_long")
    if PLACEHOLDER.search(text):
        raise TicketRefused("placeholder")
    if work.ears.screen(text).is_secret:
        raise TicketRefused("secret")


async def _send(work: Work, ticket: Ticket, text: str) -> int:
    """Queue the text, and return the delivery of its last part."""
    out = await outgoing(work, ticket, text)
    new = NewDeliveries(
        bodies=[part.to_json() for part in out.parts],
        purpose=OFFICERS,
        language=ticket.language,
        created_at=work.now.real,
    )
    target = ticket.reply_conversation_id
    event = {"event": "agent", "timestamp": work.now.business.timestamp(), "text": text.strip()}
    await events.append(
        work.connection, target, [NewEvent("agent", event | {"data": None}, work.now.business)]
    )
    # They go out in order: when the last one is there, all are.
    *_, last = await deliveries.queue(work.connection, target, new)
    return last


async def _write(
    work: Work, ticket: Ticket, edit: Edit, kind: Kind, text: str, delivery_id: int | None = None
) -> None:
    new = NewMessage(
        conversation_id=ticket.reply_conversation_id,
        kind=kind.value,
        text=text,
        folded=work.ears.fold(text),
        at=work.now.business,
        author_id=edit.actor.id,
        author_name=edit.actor.name,
        delivery_id=delivery_id,
    )
    await ticket_entries.add_message(work.connection, ticket.id, ticket.version, new)
