"""Settled tickets go when their time is over, and then the conversations that had them."""

from datetime import timedelta

import pytest

from bot.services.retention import KEPT, Retention
from bot.services.tickets.answering import note
from bot.services.tickets.merging import merge
from bot.services.tickets.settling import resolve
from bot.services.tickets.ticket import Resolution
from bot.services.tickets.viewing import view
from storage import tickets as ticket_rows
from tests.integration.tickets.conftest import as_seen

NOTHING = dict.fromkeys(KEPT, 0)


@pytest.fixture
def retention(database, clock):
    return Retention(database, clock.now, clock.now)


@pytest.fixture
def settle(tickets):
    async def settle(ticket):
        async with tickets.work() as work:
            await note(work, as_seen(ticket), "một ghi chú")
            now = (await view(work, ticket.id)).ticket
            await resolve(work, as_seen(now), Resolution.SOLVED)

    return settle


@pytest.fixture
def is_kept(database):
    async def is_kept(ticket):
        async with database.transaction() as connection:
            return await ticket_rows.find(connection, ticket.id) is not None

    return is_kept


async def test_a_settled_ticket_goes_and_then_its_conversation(
    open_one, settle, retention, clock, is_kept, find_conversation
):
    ticket = await open_one()
    await settle(ticket)
    clock.pass_by(days=729)
    await retention.run()
    assert await is_kept(ticket)

    clock.pass_by(days=2)
    told = await retention.count()
    assert told == NOTHING | {"tickets": 1}
    assert await retention.run() == told
    assert not await is_kept(ticket)

    told = await retention.count()
    assert told == NOTHING | {"conversations": 1}
    assert await retention.run() == told
    assert await find_conversation(ticket) is None


async def test_a_live_ticket_stays_however_old_it_is(open_one, retention, clock, is_kept):
    ticket = await open_one()
    clock.pass_by(days=3000)
    assert (await retention.count())["tickets"] == 0
    await retention.run()
    assert await is_kept(ticket)


async def test_what_was_merged_stays_as_long_as_the_ticket_that_goes_on(
    tickets, open_one, settle, retention, clock, is_kept
):
    older, newer = await open_one(), await open_one()
    async with tickets.work() as work:
        await merge(work, as_seen(older), as_seen(newer))
    clock.pass_by(days=800)
    await retention.run()
    assert await is_kept(newer)

    await settle(older)
    clock.pass_by(days=729)
    assert (await retention.run())["tickets"] == 0
    clock.pass_by(days=2)
    told = await retention.count()
    assert told["tickets"] == 2
    assert await retention.run() == told
    assert not await is_kept(newer)


async def test_tickets_grow_old_in_business_time(open_one, settle, database, clock, is_kept):
    ticket = await open_one()
    await settle(ticket)
    later = clock.at + timedelta(days=3000)
    await Retention(database, clock.now, lambda: later).run()
    assert await is_kept(ticket)


async def test_a_run_takes_tickets_in_batches(open_one, settle, retention, clock, monkeypatch):
    monkeypatch.setattr("bot.services.retention.AT_ONCE", 2)
    for _ in range(5):
        await settle(await open_one())
    clock.pass_by(days=731)
    assert (await retention.count())["tickets"] == 5
    assert (await retention.run())["tickets"] == 5
