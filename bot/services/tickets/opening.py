"""Opening a ticket from a turn, and what joins it; call under the conversation's lock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.clock import business_day
from bot.content.wordings import sources_under
from bot.knowledge.desk import Priority, Reason
from bot.messages import ChannelName, Language
from bot.services.sla.deadline import deadline
from bot.services.tickets.claiming import CLAIM
from bot.services.tickets.settling import open_again
from bot.services.tickets.ticket import Happening, Kind, Resolution, Status, Target
from bot.services.tickets.work import Work, note_change, save
from storage import conversations, ticket_entries, ticket_transcripts, tickets, turns
from storage.conversations import Conversation
from storage.ticket_entries import NewMessage
from storage.tickets import NewTicket, Ticket
from storage.turns import StoredTurn

REOPENED_WITHIN = timedelta(days=3)
"""Who asks again so soon after a resolution has the same case."""
FINAL = {Resolution.SPAM, Resolution.DUPLICATE}
ANSWERS_TOLD = 20
"""So many messages back an officer is told what the bot answered."""
TRANSCRIPT = 50
"""So many messages before the hand-over are shown, and searched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Why a ticket is to be opened, and what is known by then.

    Attributes:
        category: the topic it is about, `link_check` or `other`.
        link_check: how far the self-guided check had come.
        answers: names of the wordings that this very turn answered with.
        text: what the citizen wrote, masked.
        contact: the citizen's address, masked.
    """

    reason: Reason
    priority: Priority
    category: str
    language: Language
    link_check: Mapping[str, Any]
    answers: Sequence[str]
    text: str
    contact: str


async def open_ticket(
    work: Work, conversation: Conversation, opening: Opening
) -> tuple[Ticket, bool]:
    """Open a ticket; the live one of the conversation, or one just resolved, goes on instead.

    Returns:
        The ticket, and whether it is new or open again.
    """
    if conversation.ticket_id is not None:
        live = await tickets.lock(work.connection, conversation.ticket_id)
        if live is not None and live.is_live:
            return await _raised(work, live, opening.priority, opening.reason), False
    latest = await tickets.find_latest(work.connection, conversation.id)
    if latest is not None and _goes_on(work, latest, conversation):
        held = await tickets.lock(work.connection, latest.id)
        if held is not None and _goes_on(work, held, conversation):
            await conversations.set_owner(work.connection, conversation.id, "bot", held.id)
            asked = replace(
                held,
                reply_conversation_id=conversation.id,
                language=opening.language.value,
            )
            return await open_again(work, asked, None, reason=opening.reason.value), True
    before = await turns.list_before(
        work.connection, conversation.id, conversation.next_sequence, TRANSCRIPT
    )
    ticket = await _add(work, conversation, opening, before)
    await ticket_transcripts.add(
        work.connection, ticket.id, work.ears.fold(_words(before)), work.now.real
    )
    await conversations.set_owner(work.connection, conversation.id, "bot", ticket.id)
    await note_change(work, ticket, Happening.OPENED, None, reason=opening.reason.value)
    return ticket, True


async def make_urgent(work: Work, ticket_id: int, reason: Reason) -> None:
    """Raise a live ticket to the highest priority: what was said now can't wait."""
    ticket = await tickets.lock(work.connection, ticket_id)
    if ticket is not None and ticket.is_live:
        await _raised(work, ticket, Priority.URGENT, reason)


async def join(
    work: Work,
    conversation_id: int,
    ticket_id: int,
    language: Language,
    said: Sequence[tuple[Kind, str]],
) -> Ticket | None:
    """Add what was said in a turn to the conversation's ticket; None: it is settled by now.

    When the desk waited for the citizen, its turn has come and the clock runs again.
    """
    ticket = await tickets.lock(work.connection, ticket_id)
    if ticket is None or not ticket.is_live:
        await conversations.set_owner(work.connection, conversation_id, "bot", None)
        return None
    if ticket.status == Status.WAITING:
        await ticket_entries.end_pause(work.connection, ticket.id, work.now.business)
        await note_change(work, ticket, Happening.RESUMED, None)
    if ticket.status != Status.OPEN:
        until = work.now.real + CLAIM if ticket.assignee_id is not None else None
        ticket = replace(ticket, status=Status.OPEN, snoozed_until=None, claimed_until=until)
    ticket = await save(
        work,
        replace(
            ticket,
            version=ticket.version + 1,
            reply_conversation_id=conversation_id,
            language=language.value,
        ),
    )
    for kind, text in said:
        await _write(work, ticket, conversation_id, kind, text)
    return ticket


async def _add(
    work: Work, conversation: Conversation, opening: Opening, before: Sequence[StoredTurn]
) -> Ticket:
    promise = work.catalogue.desk.promises[opening.priority].first_reply
    at = deadline(work.calendar, work.now.business, promise, ())
    new = NewTicket(
        conversation_id=conversation.id,
        category=opening.category,
        priority=opening.priority.value,
        reason=opening.reason.value,
        language=opening.language.value,
        channel=conversation.channel,
        contact=opening.contact,
        opened_sequence=conversation.next_sequence,
        link_check=dict(opening.link_check),
        answers=_answers(work, opening, before[-ANSWERS_TOLD:]),
        opened_at=work.now.business,
        target=Target.FIRST_REPLY.value,
        due_at=at.due_at,
        warn_at=at.warn_at,
    )
    return await tickets.add(work.connection, new)


async def _raised(work: Work, ticket: Ticket, priority: Priority, reason: Reason) -> Ticket:
    """Return a live ticket, more urgent if what was said now is."""
    ranks = list(Priority)
    if ranks.index(priority) >= ranks.index(Priority(ticket.priority)):
        return ticket
    raised = replace(ticket, priority=priority.value, version=ticket.version + 1)
    raised = await save(work, raised)
    await note_change(
        work, raised, Happening.PRIORITY_SET, None, priority=raised.priority, reason=reason.value
    )
    return raised


def _goes_on(work: Work, ticket: Ticket, conversation: Conversation) -> bool:
    return (
        ticket.status == Status.RESOLVED
        and ticket.conversation_id == conversation.id
        and ticket.resolution not in FINAL
        and ticket.resolved_at is not None
        and work.now.business - ticket.resolved_at <= REOPENED_WITHIN
    )


def _answers(work: Work, opening: Opening, before: Sequence[StoredTurn]) -> list[dict[str, Any]]:
    """Return what the bot has answered so far, with the sources it named."""
    told = [
        (turn.text, name, Language(turn.details["language"]))
        for turn in before
        for name in turn.details.get("answers", ())
    ]
    told += [(opening.text, name, opening.language) for name in opening.answers]
    day = business_day(work.now.business)
    return [
        {
            "question": question,
            "answer": name,
            "sources": sources_under(work.catalogue, name, language, day),
        }
        for question, name, language in told
    ]


def _words(before: Sequence[StoredTurn]) -> str:
    """Return all that was said, by the citizen and by the bot; buttons pressed are no words."""
    said = [turn.text for turn in before if not turn.text.startswith("/")]
    told = [reply["text"] for turn in before for reply in turn.replies]
    return "\n".join([*said, *told])


async def _write(work: Work, ticket: Ticket, conversation_id: int, kind: Kind, text: str) -> None:
    new = NewMessage(
        conversation_id=conversation_id,
        kind=kind.value,
        text=text,
        folded=work.ears.fold(text),
        at=work.now.business,
    )
    await ticket_entries.add_message(work.connection, ticket.id, ticket.version, new)


def masked_contact(channel: str, sender_id: str) -> str:
    """Return an address as officers see it: only its end, of a phone its country too."""
    if channel == ChannelName.SMS:
        return f"+84{'•' * 7}{sender_id[-2:]}"
    return f"{'•' * 4}{sender_id[-4:]}" if len(sender_id) > 8 else "•" * 8  # noqa: PLR2004
