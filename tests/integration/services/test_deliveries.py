"""What is queued goes out once, in order, and its fate is kept."""

import asyncio
from datetime import timedelta

import pytest

from bot.channels.base import TryLater, Undeliverable
from bot.messages import ChannelName
from bot.services.deliveries import Outbox
from bot.services.retry_classes import ANSWERS
from storage import waiting_deliveries


async def test_messages_go_out_in_order_and_keep_the_providers_id(queue, outbox, telegraph, fates):
    conversation = await queue("một", "hai", "ba")

    await outbox.flush(conversation)

    assert [outbound.reply.text for outbound in telegraph.sent] == ["một", "hai", "ba"]
    assert fates(conversation) == [
        ("một", "sent", "m1", None),
        ("hai", "sent", "m2", None),
        ("ba", "sent", "m3", None),
    ]


async def test_processes_that_flush_at_once_send_each_message_once(queue, outbox, telegraph):
    conversation = await queue(*map(str, range(8)))

    await asyncio.gather(*(outbox.flush(conversation) for _ in range(6)))

    assert [outbound.reply.text for outbound in telegraph.sent] == list(map(str, range(8)))


async def test_a_message_to_be_tried_later_keeps_the_next_ones_back(
    queue, outbox, telegraph, fates
):
    telegraph.answers = [TryLater(30, "429")]
    conversation = await queue("một", "hai")

    await outbox.flush(conversation)
    await outbox.flush(conversation)

    assert len(telegraph.sent) == 1
    assert [fate[1] for fate in fates(conversation)] == ["queued", "queued"]


async def test_an_undeliverable_message_fails_and_the_next_goes_out(
    queue, outbox, telegraph, fates
):
    telegraph.answers = [Undeliverable("400")]

    conversation = await queue("một", "hai")

    await outbox.flush(conversation)

    assert [fate[1:] for fate in fates(conversation)] == [
        ("failed", None, "400"),
        ("sent", "m2", None),
    ]


async def test_a_message_that_is_of_no_use_any_more_is_not_sent(
    queue, outbox, telegraph, fates, watch
):
    conversation = await queue("một", useful_until=watch() - timedelta(seconds=1))

    await outbox.flush(conversation)

    assert telegraph.sent == []
    assert fates(conversation)[0][1] == "cancelled"


async def test_a_worker_sends_what_a_dead_process_left_behind(queue, outbox, telegraph, watch):
    await queue("cũ", created_at=watch() - timedelta(minutes=1))
    await queue("mới")

    assert await outbox.send_left_behind() == 1
    assert [outbound.reply.text for outbound in telegraph.sent] == ["cũ"]


@pytest.mark.parametrize(
    ("purpose", "is_answer"),
    [("reply", True), ("officer", True), ("apology", True), ("notice", False), ("reminder", False)],
)
async def test_a_sender_knows_what_a_citizen_waits_for(
    queue, outbox, telegraph, purpose, is_answer
):
    await outbox.flush(await queue("một", purpose=purpose))
    (outbound,) = telegraph.sent
    assert outbound.is_answer is is_answer


async def test_answers_that_were_left_behind_go_before_older_news(queue, database, watch):
    old, older = (watch() - timedelta(minutes=minutes) for minutes in (1, 2))
    notice = await queue("tin", purpose="notice", created_at=older)
    answers = [await queue("trả lời", created_at=old), await queue("nữa", created_at=old)]
    behind = await queue("tin", purpose="notice", created_at=older)
    await queue("sau tin", conversation=behind, created_at=old)

    async def listed(limit):
        async with database.transaction() as connection:
            return await waiting_deliveries.list_waiting(
                connection, ["telegram"], ANSWERS, watch(), watch(), limit
            )

    assert set(await listed(2)) == set(answers)
    assert (await listed(3))[:2] == await listed(2)
    assert set(await listed(9)) == {*answers, notice, behind}


async def test_a_chat_that_takes_long_keeps_no_other_waiting(queue, outbox, telegraph, watch):
    old = watch() - timedelta(minutes=1)
    for text in ("lâu", "nhanh", "cũng nhanh"):
        await queue(text, created_at=old)
    others_sent = asyncio.Event()
    send = telegraph.send

    async def send_slowly(outbound):
        if outbound.reply.text == "lâu":
            await asyncio.wait_for(others_sent.wait(), 30)
        sent = await send(outbound)
        if len(telegraph.sent) == 2:
            others_sent.set()
        return sent

    telegraph.send = send_slowly
    assert await outbox.send_left_behind() == 3
    assert telegraph.texts[-1] == "lâu"


async def test_a_row_that_cannot_be_sent_keeps_no_other_waiting(queue, outbox, telegraph, watch):
    telegraph.answers = [RuntimeError("broken")]
    for text in ("một", "hai"):
        await queue(text, created_at=watch() - timedelta(minutes=1))
    assert await outbox.send_left_behind() == 2
    assert len(telegraph.sent) == 2


async def test_a_message_to_be_tried_later_goes_out_when_its_time_has_come(
    queue, outbox, telegraph, watch
):
    telegraph.answers = [TryLater(30, "429")]
    await outbox.flush(await queue("một", "hai"))

    watch.pass_seconds(29)
    await outbox.send_left_behind()
    assert telegraph.texts == ["một"]

    watch.pass_seconds(2)
    await outbox.send_left_behind()
    assert telegraph.texts == ["một", "một", "hai"]


async def test_a_reply_is_given_up_when_nobody_waits_for_it_any_more(
    queue, outbox, telegraph, fates, watch
):
    telegraph.answers = [TryLater(1, "down")] * 200
    conversation = await queue("một", "hai")

    for _ in range(150):
        watch.pass_seconds(31)
        await outbox.flush(conversation)

    assert [fate[1] for fate in fates(conversation)] == ["failed", "cancelled"]
    assert len(telegraph.sent) < 150


async def test_whoever_blocked_us_gets_no_news_but_still_answers(queue, outbox, telegraph, fates):
    telegraph.answers = [Undeliverable("blocked", is_opt_out=True)]
    conversation = await queue("một")
    await outbox.flush(conversation)

    await queue("nhắc", conversation=conversation, purpose="reminder")
    await queue("trả lời", conversation=conversation)
    await outbox.flush(conversation)

    assert telegraph.texts == ["một", "trả lời"]
    assert fates(conversation)[1][1:] == ("cancelled", None, "opted_out")


async def test_what_is_for_another_channel_waits_to_be_fetched(
    database, queue, telegraph, fates, watch
):
    conversation = await queue("một")

    await Outbox(database, {}, watch).flush(conversation)
    await Outbox(database, {ChannelName.SMS: telegraph}, watch).flush(conversation)

    assert fates(conversation)[0][1] == "queued"
