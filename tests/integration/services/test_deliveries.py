"""What is queued goes out once, in order, and its fate is kept."""

import asyncio
from datetime import timedelta

import psycopg
import pytest

from bot.channels.base import FateUnknown, TryLater, Undeliverable
from tests.integration.services.conftest import real_now


@pytest.fixture
def fates(fresh_database_url):
    """Reads what became of a conversation's messages."""

    def read(conversation):
        with psycopg.connect(fresh_database_url) as connection:
            return connection.execute(
                "SELECT body ->> 'text', status, provider_id, error FROM deliveries"
                " WHERE conversation_id = %s ORDER BY id",
                [conversation],
            ).fetchall()

    return read


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


async def test_a_message_of_unknown_fate_is_not_sent_again(queue, outbox, telegraph, fates):
    telegraph.answers = [FateUnknown("cut")]
    conversation = await queue("một")

    await outbox.flush(conversation)
    await outbox.flush(conversation)

    assert len(telegraph.sent) == 1
    assert fates(conversation)[0][1:] == ("unknown", None, "cut")


async def test_a_message_that_is_of_no_use_any_more_is_not_sent(queue, outbox, telegraph, fates):
    conversation = await queue("một", useful_until=real_now() - timedelta(seconds=1))

    await outbox.flush(conversation)

    assert telegraph.sent == []
    assert fates(conversation)[0][1] == "cancelled"


async def test_a_worker_sends_what_a_dead_process_left_behind(queue, outbox, telegraph):
    await queue("cũ", created_at=real_now() - timedelta(minutes=1))
    await queue("mới")

    assert await outbox.send_left_behind() == 1
    assert [outbound.reply.text for outbound in telegraph.sent] == ["cũ"]
