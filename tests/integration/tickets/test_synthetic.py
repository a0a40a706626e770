"""Synthetic tickets are rows as the program leaves them: officers can work on them."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.commands.dev import fill
from bot.messages import ChannelName, Language
from bot.services.reports.figures import measure
from bot.services.reports.reading import period_of, read
from bot.services.tickets.answering import reply
from bot.services.tickets.claiming import take_next
from bot.services.tickets.ticket import Actor, Edit
from bot.services.tickets.viewing import count, list_tickets, search, view

OFFICER = Actor(1, "Officer A")


@pytest.fixture
async def desk(tickets, clock, fresh_database_url):
    """A desk with 300 tickets."""
    clock.at = datetime(2026, 11, 20, 3, tzinfo=UTC)
    await asyncio.to_thread(fill, fresh_database_url, 300, clock.at, days=30, live=0.3)
    return tickets


async def test_they_are_listed_searched_and_worked_on(desk):
    async with desk.work() as work:
        assert (await count(work, 1)).free > 10
        assert len(await list_tickets(work)) == 50
        assert await search(work, "gap can bo")
        taken = await take_next(work, OFFICER)
        seen = await view(work, taken.id)
        assert [turn.outcome for turn in seen.transcript] == ["answered"]
        assert seen.messages[0].kind == "citizen"
        sent = await reply(work, Edit(taken.id, taken.version, OFFICER), "Chào anh/chị.")
        assert sent.first_replied_at is not None


async def test_new_tickets_come_after_them(open_one, desk):
    async with desk.work() as work:
        newest = max(ticket.id for ticket in await list_tickets(work, limit=300))
    assert (await open_one(text="mới", channel=ChannelName.WEB)).id > newest


async def test_reports_are_made_of_them(desk, clock):
    async with desk.work() as work:
        last = clock.at.date()
        material = await read(work, period_of(last - timedelta(days=31), last))
    took = measure(material.opened, material.pauses, desk.calendar, clock.at)

    assert len(material.opened) == 300
    assert {one.language for one in material.opened} == set(Language)
    assert (took.first_reply[~(took.first_reply != took.first_reply)] >= 0).all()
    assert material.heard.conversations == 300
