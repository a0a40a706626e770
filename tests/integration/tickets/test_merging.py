"""Two tickets become one case, and two again."""

import pytest

from bot.messages import Language
from bot.services.tickets.answering import reply
from bot.services.tickets.merging import merge, unmerge
from bot.services.tickets.opening import join
from bot.services.tickets.sorting import tag
from bot.services.tickets.ticket import Kind, Status, TicketChanged, TicketRefused
from bot.services.tickets.viewing import view
from tests.integration.tickets.conftest import as_seen


async def test_merged_tickets_are_one_case_for_both_channels(
    tickets, open_one, write, find_conversation
):
    older, newer = await open_one(channel="sms"), await open_one(channel="telegram")
    await write(newer, "tôi cũng nhắn từ Telegram")
    async with tickets.work() as work:
        newer = (await view(work, newer.id)).ticket
        await merge(work, as_seen(newer), as_seen(older))
    assert (await find_conversation(newer)).ticket_id == older.id
    assert (await find_conversation(newer)).owner == "person"

    await write(older, "thêm từ SMS")
    async with tickets.work() as work:
        await join(work, newer.conversation_id, older.id, Language.VI, [(Kind.CITIZEN, "nữa")])
        seen = await view(work, older.id)
        replied = await reply(work, as_seen(seen.ticket), "Chào anh/chị")
    assert [one.text for one in seen.messages] == [
        "tôi cũng nhắn từ Telegram",
        "thêm từ SMS",
        "nữa",
    ]
    assert replied.reply_conversation_id == newer.conversation_id


async def test_a_merge_is_taken_back_within_days(tickets, open_one, clock, find_conversation):
    older, newer = await open_one(), await open_one()
    async with tickets.work() as work:
        await merge(work, as_seen(older), as_seen(newer))
        merged = (await view(work, newer.id)).ticket
        assert (merged.status, merged.merged_into) == (Status.MERGED, older.id)
        back = await unmerge(work, as_seen(merged))
    assert back.status == Status.OPEN
    assert (await find_conversation(newer)).ticket_id == newer.id

    async with tickets.work() as work:
        survivor = (await view(work, older.id)).ticket
        await merge(work, as_seen(survivor), as_seen(back))
        merged = (await view(work, newer.id)).ticket
    clock.pass_by(days=8)
    async with tickets.work() as work:
        with pytest.raises(TicketRefused, match="too_late"):
            await unmerge(work, as_seen(merged))


async def test_whoever_is_given_their_ticket_back_is_answered_in_it(tickets, open_one):
    first, second, third = [await open_one() for _ in range(3)]
    async with tickets.work() as work:
        both = await merge(work, as_seen(second), as_seen(third))
        await merge(work, as_seen(first), as_seen(both))
        merged = (await view(work, second.id)).ticket
        assert merged.reply_conversation_id == third.conversation_id
        back = await unmerge(work, as_seen(merged))
    assert back.reply_conversation_id == second.conversation_id


@pytest.mark.parametrize("who_wrote_last", [1, 2])
async def test_after_a_merge_of_merges_is_taken_back_both_cases_answer_their_own(
    tickets, open_one, who_wrote_last
):
    three = [await open_one() for _ in range(3)]
    first, second, _third = three
    async with tickets.work() as work:
        await merge(work, as_seen(first), as_seen(await merge(work, *map(as_seen, three[1:]))))
    async with tickets.work() as work:
        last = three[who_wrote_last].conversation_id
        await join(work, last, first.id, Language.VI, [(Kind.CITIZEN, "nhắn sau cùng")])
        await unmerge(work, as_seen((await view(work, second.id)).ticket))
        left = (await view(work, first.id)).ticket
    own = {1: first.conversation_id, 2: last}
    assert left.reply_conversation_id == own[who_wrote_last]


async def test_a_merge_of_a_ticket_that_was_changed_is_refused(tickets, open_one):
    one, other = await open_one(), await open_one()
    async with tickets.work() as work:
        await tag(work, as_seen(other), "otp")
        with pytest.raises(TicketChanged):
            await merge(work, as_seen(one), as_seen(other))
        with pytest.raises(TicketRefused, match="itself"):
            await merge(work, as_seen(one), as_seen(one))
