"""Officers take tickets from one queue, and none gets in another's way."""

import asyncio
from datetime import timedelta

import pytest

from bot.knowledge.desk import Priority
from bot.services.tickets.answering import note, reply
from bot.services.tickets.claiming import release, snooze, take, take_next, transfer
from bot.services.tickets.ticket import Actor, Status, TicketChanged, TicketRefused
from bot.services.tickets.viewing import count, list_tickets, view
from storage.conversations import lock_all
from tests.integration.tickets.conftest import CHIEF, LAN, MINH, as_seen


async def test_a_ticket_taken_makes_its_officer_the_owner(tickets, open_one, find_conversation):
    ticket = await open_one()
    assert (await find_conversation(ticket)).owner == "bot"

    async with tickets.work() as work:
        taken = await take(work, as_seen(ticket))

    assert (taken.assignee_id, taken.version) == (LAN.id, ticket.version + 1)
    assert (await find_conversation(ticket)).owner == "person"


async def test_a_ticket_released_is_the_bots_again(tickets, open_one, find_conversation):
    ticket = await open_one()
    async with tickets.work() as work:
        taken = await take(work, as_seen(ticket))
        released = await release(work, as_seen(taken))

    assert released.assignee_id is None
    assert (await find_conversation(ticket)).owner == "bot"
    assert (await find_conversation(ticket)).ticket_id == ticket.id


async def test_an_urgent_ticket_is_taken_before_older_ones(tickets, open_one, clock):
    await open_one()
    clock.pass_by(minutes=5)
    urgent = await open_one(priority=Priority.URGENT)

    async with tickets.work() as work:
        assert (await take_next(work, LAN)).id == urgent.id


async def test_a_ticket_at_risk_is_taken_before_an_urgent_one(tickets, open_one, clock):
    forgotten = await open_one()
    clock.pass_by(hours=5)
    await open_one(priority=Priority.URGENT)

    async with tickets.work() as work:
        assert (await take_next(work, LAN)).id == forgotten.id


async def test_officers_who_ask_at_once_get_different_tickets(tickets, open_one):
    opened = {(await open_one()).id for _ in range(6)}

    async def ask(number):
        async with tickets.work() as work:
            ticket = await take_next(work, Actor(number, f"Cán bộ mẫu {number}"))
            await asyncio.sleep(0.05)
            return ticket and ticket.id

    given = await asyncio.gather(*(ask(number) for number in range(8)))

    assert {one for one in given if one} == opened
    assert given.count(None) == 2


async def test_a_queue_whose_only_ticket_is_written_to_is_not_empty(tickets, open_one):
    ticket = await open_one()
    is_locked = asyncio.Event()

    async def write():
        async with tickets.work() as work:
            await lock_all(work.connection, [ticket.conversation_id])
            is_locked.set()
            await asyncio.sleep(0.2)

    writing = asyncio.create_task(write())
    await is_locked.wait()
    async with tickets.work() as work:
        taken = await take_next(work, LAN)
    await writing

    assert taken is not None
    assert taken.id == ticket.id


async def test_a_claim_that_ran_out_is_anyones(tickets, open_one, clock):
    ticket = await open_one()
    async with tickets.work() as work:
        await take(work, as_seen(ticket))
    async with tickets.work() as work:
        assert await take_next(work, MINH) is None

    clock.pass_by(minutes=31)

    async with tickets.work() as work:
        assert (await take_next(work, MINH)).id == ticket.id


async def test_another_officers_ticket_can_only_be_overruled(tickets, open_one):
    ticket = await open_one()
    async with tickets.work() as work:
        taken = await take(work, as_seen(ticket))
        with pytest.raises(TicketRefused, match="taken"):
            await take(work, as_seen(taken, MINH))
        assert (await take(work, as_seen(taken, CHIEF))).assignee_id == CHIEF.id


async def test_who_comes_second_is_shown_what_the_first_did(tickets, open_one):
    ticket = await open_one()
    async with tickets.work() as work:
        await reply(work, as_seen(ticket), "Anh/chị cho biết dòng báo lỗi ạ.")
    async with tickets.work() as work:
        with pytest.raises(TicketChanged) as changed:
            await reply(work, as_seen(ticket, MINH), "Chào anh/chị")

    assert [one.text for one in changed.value.messages] == ["Anh/chị cho biết dòng báo lỗi ạ."]
    async with tickets.work() as work:
        seen = await view(work, ticket.id)
    assert [one.kind for one in seen.messages] == ["officer"]


async def test_a_transferred_ticket_is_the_other_officers(tickets, open_one, find_conversation):
    ticket = await open_one()
    async with tickets.work() as work:
        moved = await transfer(work, as_seen(ticket), MINH)
        await note(work, as_seen(moved, LAN), "Chị Minh xem giúp.")

    assert moved.assignee_id == MINH.id
    assert (await find_conversation(ticket)).owner == "person"


async def test_a_snoozed_ticket_leaves_the_queue_and_comes_back(tickets, open_one, clock):
    ticket = await open_one()
    async with tickets.work() as work:
        await snooze(work, as_seen(ticket), clock.now() + timedelta(hours=2))
        assert await take_next(work, MINH) is None

    clock.pass_by(hours=3)
    await tickets.mark_reached()

    async with tickets.work() as work:
        (found,) = await list_tickets(work)
        counts = await count(work, LAN.id)
    assert (found.status, found.assignee_id) == (Status.OPEN, LAN.id)
    assert (counts.own, counts.free, counts.snoozed) == (1, 0, 0)


async def test_a_ticket_is_not_put_aside_until_a_moment_that_is_past(tickets, open_one, clock):
    ticket = await open_one()
    async with tickets.work() as work:
        with pytest.raises(TicketRefused, match="too_late"):
            await snooze(work, as_seen(ticket), clock.now())
