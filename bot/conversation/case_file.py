"""A conversation's ticket during a turn: who answers, what an effect does, what joins it."""

from bot.conversation.custody import ABOUT_TICKETS, BOTS, Custody
from bot.conversation.decision import Decision, Effect
from bot.conversation.hand_over import OPEN_TICKET, URGENT
from bot.knowledge.desk import Priority, Reason
from bot.messages import InboundMessage, Outcome
from bot.services.join_codes import hide
from bot.services.tickets.news import written
from bot.services.tickets.numbers import id_of, number_of
from bot.services.tickets.opening import (
    Opening,
    join,
    make_urgent,
    masked_contact,
    open_ticket,
)
from bot.services.tickets.queue_place import place_of
from bot.services.tickets.rating import rate
from bot.services.tickets.settling import cancel
from bot.services.tickets.ticket import Kind, Owner, Status
from bot.services.tickets.work import Work, is_taken
from storage import conversations, tickets
from storage.conversations import Conversation
from storage.tickets import Ticket

TICKET_EFFECTS = frozenset([OPEN_TICKET, "check_ticket", "cancel_ticket", "rate_ticket"])
"""Performed before the turn is stored: what comes of them is told in the same turn."""


class CaseFile:
    """The ticket of a conversation that is locked by its turn.

    Args:
        work: inside the turn's transaction.
        conversation: as the turn found it.
        sender_id: as the channel names the citizen.
    """

    def __init__(self, work: Work, conversation: Conversation, sender_id: str) -> None:
        self._sender_id = sender_id
        self._work = work
        self._conversation = conversation
        self._ticket_id = conversation.ticket_id
        self._is_persons = conversation.owner == Owner.PERSON

    async def custody(self) -> Custody:
        """Return who answers; a ticket that was settled elsewhere gives the bot its word back."""
        if self._ticket_id is None:
            return BOTS
        ticket = await tickets.find(self._work.connection, self._ticket_id)
        if ticket is None or not ticket.is_live:
            await self._leave()
            return BOTS
        return Custody(self._is_persons, number_of(ticket.id))

    async def perform(self, effect: Effect, decision: Decision) -> str | None:
        """Perform an effect on the ticket.

        Returns:
            News of it that the conversation must take in; None: there are none.
        """
        match effect.name:
            case "open_ticket":
                return await self._open(effect, decision)
            case "check_ticket":
                return await self._tell()
            case "cancel_ticket":
                return await self._cancel()
            case "rate_ticket":
                ticket_id = id_of(effect.values["ticket"])
                if ticket_id is not None:
                    score = effect.values["score"]
                    await rate(self._work, self._conversation.id, ticket_id, score)
            case _:
                pass
        return None

    async def join(self, message: InboundMessage, decision: Decision, before: Custody) -> None:
        """Add what was said to the ticket, if there is one.

        Args:
            message: what came in.
            decision: what it led to.
            before: who answered when it came in; a ticket opened since holds no replies.
        """
        if self._ticket_id is None or not _belongs(decision):
            return
        for topic in URGENT.keys() & set(decision.topics):
            await make_urgent(self._work, self._ticket_id, URGENT[topic])
        said = [(_kind(message), decision.text)]
        if before.ticket is not None:
            said += [(Kind.BOT, reply.text) for reply in decision.replies]
        await join(self._work, self._conversation.id, self._ticket_id, decision.language, said)

    async def _open(self, effect: Effect, decision: Decision) -> str:
        values = effect.values
        opening = Opening(
            reason=Reason(values["reason"]),
            priority=Priority(values["priority"]),
            category=values["category"],
            language=decision.language,
            link_check=values["link_check"],
            answers=decision.answers,
            text=hide(decision.text),
            contact=masked_contact(self._conversation.channel, self._sender_id),
        )
        ticket, is_new = await open_ticket(self._work, self._conversation, opening)
        self._ticket_id = ticket.id
        return await self._news(ticket, is_new=is_new)

    async def _tell(self) -> str | None:
        if self._ticket_id is None:
            return None
        ticket = await tickets.find(self._work.connection, self._ticket_id)
        return await self._news(ticket) if ticket else None

    async def _news(self, ticket: Ticket, *, is_new: bool = False) -> str:
        place = await place_of(self._work, ticket.id)
        # One that was opened again waits for the officer who had it, in no queue.
        state = "opened" if is_new and place else self._state(ticket)
        given = {"ticket": number_of(ticket.id), "ticket_state": state, "place": place}
        if ticket.due_at is not None:
            given["due_at"] = ticket.due_at.isoformat()
        return written("external_ticket_told", **given)

    def _state(self, ticket: Ticket) -> str:
        if ticket.status == Status.WAITING:
            return "asks_you"
        taken = ticket.status == Status.SNOOZED or is_taken(ticket, self._work.now)
        return "with_officer" if taken else "waits"

    async def _cancel(self) -> str | None:
        if self._ticket_id is None:
            return None
        ticket = await cancel(self._work, self._conversation.id, self._ticket_id)
        cancelled, self._ticket_id = self._ticket_id, None
        self._is_persons = False
        if ticket is None:
            return None
        number = number_of(cancelled)
        return written("external_ticket_told", ticket=number, ticket_state="cancelled")

    async def _leave(self) -> None:
        self._ticket_id, self._is_persons = None, False
        await conversations.set_owner(self._work.connection, self._conversation.id, Owner.BOT, None)


def _kind(message: InboundMessage) -> Kind:
    return Kind.CITIZEN if message.is_from_citizen else Kind.NEWS


def _belongs(decision: Decision) -> bool:
    """Tell whether an officer should read a message: not the buttons pressed with the bot."""
    text = decision.text
    if text.startswith(f"/{ABOUT_TICKETS}"):
        return False
    return decision.outcome is Outcome.QUIET or not text.startswith("/")
