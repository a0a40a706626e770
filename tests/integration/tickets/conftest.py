"""A desk of its own for each test: a clock that is moved by hand, officers, citizens."""

import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.content.catalogue import load_catalogue
from bot.conversation.desk_work import make_tickets
from bot.knowledge.desk import Priority, Reason
from bot.messages import ChannelName, Language
from bot.services.addresses import Addresses
from bot.services.tickets.access import Tickets
from bot.services.tickets.answering import note, reply
from bot.services.tickets.erasing import erase, let_go
from bot.services.tickets.merging import merge
from bot.services.tickets.opening import Opening, join, masked_contact, open_ticket
from bot.services.tickets.ticket import Actor, Edit, Kind
from bot.services.tickets.viewing import view
from storage import conversations, erasure
from storage.conversations import Conversation
from storage.crypto import Cipher
from storage.database import Database
from storage.tickets import Ticket

MONDAY_AT_NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)
"""9 o'clock in Vietnam; the day after is Vietnam Cultural Day, a holiday."""


SEALS = Addresses(Cipher.throwaway())


@dataclass
class HandClock:
    """Business time and real time, moved by hand."""

    at: datetime = MONDAY_AT_NINE

    def now(self) -> datetime:
        return self.at

    def pass_by(self, **time: float) -> None:
        self.at += timedelta(**time)


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def tickets(database: Database, catalogue, clock) -> AsyncIterator[Tickets]:
    desk = make_tickets(database, catalogue, clock, clock.now, SEALS)
    yield desk
    async with database.transaction() as connection:
        await connection.exec_driver_sql("DELETE FROM conversations")


@pytest.fixture
def open_one(tickets: Tickets) -> Callable:
    """Opens a ticket in a conversation, of its own if none is given."""

    async def open_one(
        sender_id: str | None = None,
        *,
        priority: Priority = Priority.NORMAL,
        text: str = "Tôi cần gặp cán bộ",
        channel: str = "telegram",
    ) -> Ticket:
        async with tickets.work() as work:
            named = sender_id or secrets.token_hex(6)
            conversation = await conversations.lock(
                work.connection,
                channel,
                named,
                work.now.real,
                SEALS.know(ChannelName(channel), named).sealed,
            )
            contact = masked_contact(channel, named)
            ticket, _ = await open_ticket(work, conversation, opening(text, priority, contact))
        return ticket

    return open_one


def opening(
    text: str = "Tôi cần gặp cán bộ",
    priority: Priority = Priority.NORMAL,
    contact: str = "••••0001",
) -> Opening:
    return Opening(
        reason=Reason.ASKED,
        priority=priority,
        category="other",
        language=Language.VI,
        link_check={},
        answers=(),
        text=text,
        contact=contact,
    )


LAN = Actor(1, "Cán bộ mẫu Lan")
MINH = Actor(2, "Cán bộ mẫu Minh")
CHIEF = Actor(3, "Trưởng nhóm mẫu", may_overrule=True)


def as_seen(ticket: Ticket, actor: Actor = LAN) -> Edit:
    return Edit(ticket.id, ticket.version, actor)


@pytest.fixture
def find_conversation(database: Database) -> Callable:
    async def find(ticket: Ticket) -> Conversation:
        async with database.transaction() as connection:
            return await conversations.lock_by_id(connection, ticket.conversation_id)

    return find


@pytest.fixture
def write(tickets):
    """Has the citizen of a ticket write."""

    async def write(ticket, text):
        async with tickets.work() as work:
            await conversations.lock_by_id(work.connection, ticket.conversation_id)
            return await join(
                work, ticket.conversation_id, ticket.id, Language.VI, [(Kind.CITIZEN, text)]
            )

    return write


@pytest.fixture(params=["by a word", "on the chat page"])
def erase_all(request, tickets, find_conversation):
    """Erases the conversation of a ticket, in either of two ways."""

    async def erase_all(ticket):
        found = await find_conversation(ticket)
        async with tickets.work() as work:
            if request.param == "on the chat page":
                await erase(work, found.channel, found.sender_id)
                return
            await conversations.lock_by_id(work.connection, found.id)
            await let_go(work, found.id)
            await erasure.forget(work.connection, found.id, work.now.real)

    return erase_all


@pytest.fixture
def say(tickets):
    """Has a citizen write in the ticket that their messages join."""

    async def say(ticket, words, into=None):
        async with tickets.work() as work:
            await join(
                work,
                ticket.conversation_id,
                (into or ticket).id,
                Language.VI,
                [(Kind.CITIZEN, words)],
            )

    return say


@pytest.fixture
def answer(tickets):
    async def answer(ticket, words, write=reply):
        async with tickets.work() as work:
            seen = (await view(work, ticket.id)).ticket
            return await write(work, Edit(seen.id, seen.version, LAN), words)

    return answer


@pytest.fixture
async def merged(tickets, open_one, say, answer):
    """Two tickets that became one case in which both citizens wrote and were answered."""
    older, newer = await open_one(channel="sms"), await open_one(channel="telegram")
    async with tickets.work() as work:
        await merge(work, as_seen(older), as_seen(newer))
    await say(older, "lời của An")
    await answer(older, "trả lời An")
    await answer(older, "ghi chú về An", note)
    await say(newer, "lời của Bình", older)
    await answer(older, "trả lời Bình")
    await answer(older, "ghi chú về Bình", note)
    return older, newer
