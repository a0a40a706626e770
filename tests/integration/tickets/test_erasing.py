"""A citizen whose case was merged has their own words erased, and nobody else's."""

import pytest
from sqlalchemy import text

from bot.services.tickets.answering import reply
from bot.services.tickets.merging import merge, unmerge
from bot.services.tickets.settling import reopen, resolve
from bot.services.tickets.ticket import (
    Resolution,
    Status,
    TicketChanged,
    TicketRefused,
)
from bot.services.tickets.viewing import search, view
from storage import conversations, reply_drafts
from tests.integration.tickets.conftest import LAN, as_seen


@pytest.fixture
def seen(tickets):
    async def seen(ticket):
        async with tickets.work() as work:
            return await view(work, ticket.id)

    return seen


def words_of(view):
    return [one.text for one in view.messages]


@pytest.fixture
def rows(database):
    async def rows(statement, **values):
        async with database.transaction() as connection:
            return [tuple(row) for row in await connection.execute(text(statement), values)]

    return rows


OF_AN = ["lời của An", "trả lời An", "ghi chú về An"]
OF_BINH = ["lời của Bình", "trả lời Bình", "ghi chú về Bình"]


async def test_who_was_merged_into_another_leaves_nothing_there(merged, erase_all, seen, rows):
    older, newer = merged
    await erase_all(newer)

    left = await seen(older)
    assert words_of(left) == OF_AN
    assert await seen(newer) is None
    assert left.merged == ()
    (kept,) = await rows("SELECT string_agg(m::text, '') FROM ticket_messages AS m")
    assert "Bình" not in kept[0]


async def test_the_other_is_answered_from_then_on(merged, erase_all, seen, answer):
    older, newer = merged
    before = (await seen(older)).ticket
    await erase_all(newer)

    now = (await seen(older)).ticket
    assert before.reply_conversation_id == newer.conversation_id
    assert now.reply_conversation_id == older.conversation_id
    assert (before.status, now.status) == (Status.WAITING, Status.OPEN)
    assert (await answer(older, "Chào anh An")).status == Status.WAITING


async def test_an_answer_begun_for_the_erased_citizen_goes_to_nobody(
    merged, erase_all, tickets, seen
):
    older, newer = merged
    before = (await seen(older)).ticket
    await erase_all(newer)

    async with tickets.work() as work:
        with pytest.raises(TicketChanged) as refused:
            await reply(work, as_seen(before), "Chào chị Bình")
    assert [one.kind for one in refused.value.changes] == ["erased"]


async def test_who_goes_on_in_the_erased_citizens_ticket_gets_their_own_back(
    merged, erase_all, seen, find_conversation, say
):
    older, newer = merged
    await erase_all(older)

    assert await seen(older) is None
    back = await seen(newer)
    assert words_of(back) == OF_BINH
    assert (back.ticket.status, back.ticket.merged_into) == (Status.OPEN, None)
    assert back.ticket.assignee_id == LAN.id
    assert back.ticket.first_replied_at is not None
    assert back.ticket.due_at is not None
    theirs = await find_conversation(newer)
    assert (theirs.ticket_id, theirs.owner) == (newer.id, "person")
    await say(newer, "còn nữa")
    assert words_of(await seen(newer)) == [*OF_BINH, "còn nữa"]


async def test_what_the_erased_citizen_wrote_is_not_found_any_more(merged, erase_all, tickets):
    older, _ = merged
    await erase_all(older)

    async with tickets.work() as work:
        assert await search(work, "loi cua An") == ()
        assert [one.id for one in await search(work, "loi cua Bình")] != []


async def test_a_settled_case_is_settled_for_the_other_too(
    merged, erase_all, seen, tickets, find_conversation
):
    older, newer = merged
    async with tickets.work() as work:
        now = (await view(work, older.id)).ticket
        await resolve(work, as_seen(now), Resolution.ANSWERED)
    await erase_all(older)

    back = (await seen(newer)).ticket
    assert (back.status, back.resolution) == (Status.RESOLVED, "answered")
    assert (await find_conversation(newer)).ticket_id is None
    async with tickets.work() as work:
        assert (await reopen(work, as_seen(back))).status == Status.OPEN


async def test_who_has_another_live_ticket_goes_on_there(
    merged, erase_all, seen, tickets, find_conversation, open_one
):
    older, newer = merged
    conversation = await find_conversation(newer)
    async with tickets.work() as work:
        await conversations.set_owner(work.connection, conversation.id, "bot", None)
    another = await open_one(conversation.sender_id)
    await erase_all(older)

    assert words_of(await seen(another)) == OF_BINH
    assert (await seen(newer)).ticket.merged_into == another.id


async def test_each_of_three_gets_their_own_back(open_one, erase_all, seen, say, tickets):
    first, second, third = [await open_one() for _ in range(3)]
    async with tickets.work() as work:
        await merge(work, as_seen(second), as_seen(third))
    await say(third, "lời của Chi", second)
    async with tickets.work() as work:
        whole = (await view(work, second.id)).ticket
        await merge(work, as_seen(first), as_seen(whole))
    await say(second, "lời của Bình", first)
    await say(third, "thêm lời của Chi", first)

    await erase_all(second)
    assert words_of(await seen(third)) == ["lời của Chi"]
    assert words_of(await seen(first)) == ["lời của Chi", "thêm lời của Chi"]

    await erase_all(first)
    assert words_of(await seen(third)) == ["lời của Chi", "thêm lời của Chi"]
    assert (await seen(third)).ticket.status == Status.OPEN


async def test_what_was_written_during_a_merge_that_was_taken_back_goes_with_its_writer(
    merged, erase_all, seen, tickets
):
    older, newer = merged
    async with tickets.work() as work:
        await unmerge(work, as_seen((await view(work, newer.id)).ticket))
    await erase_all(newer)

    assert words_of(await seen(older)) == OF_AN


async def test_drafts_go_with_the_ticket_and_with_whoever_leaves_it(
    merged, erase_all, database, rows
):
    older, newer = merged
    (staff,) = (
        await rows(
            "INSERT INTO staff (login, name, role, password_hash, totp_secret, created_at)"
            " VALUES (gen_random_uuid(), '', 'officer', '', '', now()) RETURNING id"
        )
    )[0]
    async with database.transaction() as connection:
        for ticket in merged:
            await reply_drafts.put(connection, staff, ticket.id, "chị Bình viết:", older.opened_at)
    await erase_all(newer)
    assert await rows("SELECT * FROM reply_drafts") == []

    async with database.transaction() as connection:
        await reply_drafts.put(connection, staff, older.id, "anh An viết:", older.opened_at)
    await erase_all(older)
    assert await rows("SELECT * FROM reply_drafts") == []


async def test_a_draft_for_a_ticket_that_is_gone_is_not_kept(open_one, erase_all, database, rows):
    ticket = await open_one()
    await erase_all(ticket)
    async with database.transaction() as connection:
        await reply_drafts.put(connection, 1, ticket.id, "anh An viết:", ticket.opened_at)
    assert await rows("SELECT * FROM reply_drafts") == []


async def test_what_happened_holds_no_words(merged, erase_all, rows):
    _, newer = merged
    await erase_all(newer)
    (kept,) = await rows("SELECT string_agg(c::text, '') FROM ticket_changes AS c")
    assert "Bình" not in kept[0]
    assert "lời" not in kept[0]


async def test_what_was_given_back_so_is_not_merged_any_more(merged, erase_all, seen, tickets):
    older, newer = merged
    await erase_all(older)
    async with tickets.work() as work:
        with pytest.raises(TicketRefused, match="live"):
            await unmerge(work, as_seen((await seen(newer)).ticket))
