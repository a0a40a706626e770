"""Tickets are answered, settled, opened again, merged and told apart."""

import secrets
from datetime import timedelta

import pytest

from bot.knowledge.desk import Priority
from bot.services.tickets.answering import note, reply, reveal_contact
from bot.services.tickets.claiming import release, take
from bot.services.tickets.opening import open_ticket
from bot.services.tickets.settling import cancel, reopen, resolve
from bot.services.tickets.sorting import set_priority, tag, untag
from bot.services.tickets.ticket import Resolution, Status, TicketChanged, TicketRefused
from bot.services.tickets.viewing import search, view
from storage import conversations
from tests.integration.tickets.conftest import CHIEF, MINH, as_seen, opening


async def test_the_clock_stands_still_while_the_citizen_is_asked(tickets, open_one, write, clock):
    ticket = await open_one()
    clock.pass_by(hours=1)
    async with tickets.work() as work:
        replied = await reply(work, as_seen(ticket), "Lỗi gì ạ?")
    assert (replied.status, replied.due_at, replied.target) == (Status.WAITING, None, "resolution")

    clock.pass_by(hours=3)
    answered = await write(replied, "Mã OTP không về")

    async with tickets.work() as work:
        seen = await view(work, ticket.id)
    assert answered.status == Status.OPEN
    assert [(one.reason, one.ended_at - one.started_at) for one in seen.pauses] == [
        ("waiting", timedelta(hours=3))
    ]
    # 16 hours of the desk from 9:00 on Monday, without the desk's hours of 3 hours of waiting.
    assert seen.ticket.due_at.isoformat() == "2026-11-26T03:30:00+00:00"


async def test_a_more_urgent_ticket_is_due_sooner(tickets, open_one):
    ticket = await open_one()
    async with tickets.work() as work:
        urgent = await set_priority(work, as_seen(ticket), Priority.URGENT)
    assert ticket.due_at - urgent.due_at > timedelta(hours=3)


async def test_a_ticket_is_warned_of_and_escalated_once_each(tickets, open_one, clock):
    ticket = await open_one(priority=Priority.URGENT)
    for _ in range(8):
        clock.pass_by(minutes=10)
        await tickets.mark_reached()
        await tickets.mark_reached()

    async with tickets.work() as work:
        seen = await view(work, ticket.id)
    kinds = [one.kind for one in seen.changes]
    assert kinds == ["opened", "warned", "escalated"]
    assert seen.ticket.version == ticket.version


async def test_a_changed_promise_moves_running_deadlines(tickets, open_one, catalogue, monkeypatch):
    ticket = await open_one()
    sooner = {**catalogue.desk.promises}
    sooner[Priority.NORMAL] = sooner[Priority.URGENT]
    monkeypatch.setattr(type(catalogue.desk), "promises", property(lambda _: sooner), raising=False)

    await tickets.work_out_anew()

    async with tickets.work() as work:
        assert (await view(work, ticket.id)).ticket.due_at < ticket.due_at


async def test_words_that_nobody_should_send_are_kept_in(tickets, open_one):
    ticket = await open_one()
    async with tickets.work() as work:
        for text, reason in [
            ("  ", "empty"),
            ("a" * 100_000, "too_long"),
            ("Số CCCD của anh/chị là 001099012345", "secret"),
            ("Chào {name}", "placeholder"),
        ]:
            with pytest.raises(TicketRefused, match=reason):
                await reply(work, as_seen(ticket), text)
        noted = await note(work, as_seen(ticket), "CCCD 001099012345, gọi 0912345678")
        seen = await view(work, noted.id)
    assert "001099012345" not in seen.messages[0].text
    assert "0912345678" not in seen.messages[0].text


async def test_a_resolved_ticket_opens_again_for_whoever_asks_again(tickets, open_one, clock):
    ticket = await open_one("người dân A")
    async with tickets.work() as work:
        await resolve(work, as_seen(ticket), Resolution.SOLVED)
    clock.pass_by(hours=20)

    again = await open_one("người dân A")
    async with tickets.work() as work:
        done = await resolve(work, as_seen(again), Resolution.SOLVED)
    clock.pass_by(days=10)
    later = await open_one("người dân A")

    assert (again.id, again.status) == (ticket.id, Status.OPEN)
    assert done.status == Status.RESOLVED
    assert later.id != ticket.id


async def test_an_officer_opens_a_resolved_ticket_again(tickets, open_one, find_conversation):
    ticket = await open_one()
    async with tickets.work() as work:
        done = await resolve(work, as_seen(ticket), Resolution.SOLVED)
        with pytest.raises(TicketRefused, match="settled"):
            await reply(work, as_seen(done), "Xin chào")
        reopened = await reopen(work, as_seen(done, MINH))

    assert (reopened.status, reopened.assignee_id) == (Status.OPEN, MINH.id)
    assert (await find_conversation(ticket)).owner == "person"


async def test_a_ticket_whose_citizen_has_a_newer_one_stays_settled(tickets, open_one):
    ticket = await open_one("người dân B")
    async with tickets.work() as work:
        done = await resolve(work, as_seen(ticket), Resolution.SPAM)
    await open_one("người dân B")
    async with tickets.work() as work:
        with pytest.raises(TicketRefused, match="live"):
            await reopen(work, as_seen(done))


async def test_tags_are_put_on_and_taken_off(tickets, open_one):
    ticket = await open_one()
    async with tickets.work() as work:
        tagged = await tag(work, as_seen(ticket), "otp")
        tagged = await tag(work, as_seen(tagged), "otp")
        assert tagged.tags == ["otp"]
        assert (await untag(work, as_seen(tagged), "otp")).tags == []


async def test_a_looked_at_contact_is_kept_in_the_history(tickets, open_one):
    ticket = await open_one("84912345678", channel="sms")
    assert ticket.contact == "+84•••••••78"
    async with tickets.work() as work:
        assert await reveal_contact(work, as_seen(ticket, CHIEF)) == "84912345678"
        seen = await view(work, ticket.id)
    assert [(one.kind, one.actor_name) for one in seen.changes][-1] == (
        "contact_revealed",
        CHIEF.name,
    )


async def test_words_are_found_without_marks_in_every_message(tickets, open_one, write):
    ticket, _ = await open_one(), await open_one()
    await write(ticket, "Không nhận được mã OTP ở Đà Nẵng")
    async with tickets.work() as work:
        seen = (await view(work, ticket.id)).ticket
        await note(work, as_seen(seen), "Ghi chú: đổi SIM")
        for words in ("ma otp da nang", "ĐÀ NẴNG", "doi sim", f"{ticket.id}"):
            found = await search(work, words)
            assert [one.id for one in found] in ([ticket.id], [])
        assert [one.id for one in await search(work, "da nang")] == [ticket.id]
        assert await search(work, "'; DROP TABLE") == ()


async def test_a_cancelled_ticket_frees_the_citizen(tickets, open_one, find_conversation):
    ticket = await open_one()
    async with tickets.work() as work:
        taken = await take(work, as_seen(ticket))
        await cancel(work, ticket.conversation_id, ticket.id)
        with pytest.raises(TicketChanged):
            await release(work, as_seen(taken))
    found = await find_conversation(ticket)
    assert (found.owner, found.ticket_id) == ("bot", None)


async def test_a_citizen_has_one_live_ticket(tickets):
    async with tickets.work() as work:
        sender_id = secrets.token_hex(6)
        conversation = await conversations.lock(work.connection, "web", sender_id, work.now.real)
        first, is_new = await open_ticket(work, conversation, opening())
        conversation = await conversations.lock_by_id(work.connection, conversation.id)
        second, is_second = await open_ticket(work, conversation, opening())
    assert (is_new, is_second) == (True, False)
    assert first.id == second.id
