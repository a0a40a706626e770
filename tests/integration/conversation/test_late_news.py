"""News that waited while its citizen had everything erased is told to nobody."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.clock import Clock
from bot.conversation.turn import Turns
from bot.messages import ChannelName, InboundMessage
from bot.services.addresses import Addresses
from bot.services.tickets.news import TELL
from storage import erasure, jobs
from storage.crypto import Cipher
from tests.integration.conversation.conftest import real_now

NEWS = '/external_ticket_resolved{"ticket":"1042-7"}'


@pytest.fixture
def turns(database, dialogue):
    clock = Clock(real_now(), real_now())
    return Turns(database, dialogue, clock, real_now, Addresses(Cipher.throwaway()))


@pytest.fixture
def say(turns):
    async def say(words):
        sender = "700000901"
        message = InboundMessage(channel=ChannelName.TELEGRAM, sender_id=sender, text=words)
        return await turns.handle(message)

    return say


async def test_whoever_was_erased_hears_no_late_news_and_is_forgotten(turns, say, database):
    conversation = (await say("tổng đài số mấy?")).conversation_id
    async with database.transaction() as connection:
        for number, told in enumerate((conversation, conversation + 1)):
            arguments = {"conversation_id": told, "payload": NEWS, "key": str(number)}
            await jobs.defer(connection, TELL, arguments)
    await say("xóa dữ liệu của tôi")
    await say("/confirm_erasure")

    assert await turns.trigger(conversation, NEWS, "late") is None
    async with database.transaction() as connection:
        told = await connection.execute(
            text(
                "SELECT args ->> 'conversation_id' FROM procrastinate_jobs WHERE task_name = :name"
            ),
            {"name": TELL},
        )
        assert told.scalars().all() == [str(conversation + 1)]
        await connection.execute(text("UPDATE deliveries SET settled_at = now()"))
        before = datetime.now(UTC) + timedelta(days=2)
        assert await erasure.forget_addresses(connection, before) == 1


async def test_whoever_writes_again_hears_news_again(turns, say):
    conversation = (await say("tổng đài số mấy?")).conversation_id
    await say("xóa dữ liệu của tôi")
    await say("/confirm_erasure")
    await say("tổng đài số mấy?")

    assert await turns.trigger(conversation, NEWS, "new") is not None
