"""Turns of the real dialogue on a real database."""

import asyncio
from datetime import UTC, datetime

import psycopg
import pytest

from bot.clock import Clock
from bot.conversation.archive import Archive
from bot.conversation.explanation import explain
from bot.conversation.turn import Turns
from bot.messages import ChannelName, InboundMessage, Language, Outcome
from storage.database import Database


def said(text, *, sender="anna", message_id=None):
    return InboundMessage(
        channel=ChannelName.REST, sender_id=sender, text=text, message_id=message_id
    )


async def test_a_question_is_answered_and_kept(handler, database, dialogue):
    turn = await handler.handle(said("Hạn chuyển sang VNeID là ngày nào?", sender="kept"))
    archive = Archive(database, dialogue.catalogue.domain)
    [entry] = await archive.transcript(ChannelName.REST, "kept", 10)
    assert turn.outcome is Outcome.ANSWERED
    assert entry.replies == turn.replies
    assert entry.text == "Hạn chuyển sang VNeID là ngày nào?"


@pytest.mark.parametrize("escape", [r"\ud800", r"\u0000"])
async def test_a_typed_payload_that_no_row_could_hold_is_answered(handler, escape):
    turn = await handler.handle(said(f'/faq_link-overview{{"topic":"{escape}"}}', sender=escape))
    assert turn.replies
    assert turn.outcome is not Outcome.ERROR


async def test_a_redelivery_gets_the_stored_reply_and_leaves_no_second_turn(
    handler, database, dialogue
):
    first = await handler.handle(said("Tổng đài số mấy?", sender="twice", message_id="m1"))
    again = await handler.handle(said("Tổng đài số mấy?", sender="twice", message_id="m1"))
    archive = Archive(database, dialogue.catalogue.domain)
    assert again == first
    assert len(await archive.transcript(ChannelName.REST, "twice", 10)) == 1


async def test_an_edit_that_changes_no_word_is_a_redelivery_and_another_a_new_turn(
    handler, database
):
    def wrote(text, *, is_edited):
        return InboundMessage(
            channel=ChannelName.TELEGRAM,
            sender_id="800000001",
            text=text,
            message_id="12",
            is_editable=True,
            is_edited=is_edited,
        )

    asked, corrected = "Tổng đài số mấy?", "VNeID là gì?"
    first = await handler.handle(wrote(asked, is_edited=False))
    assert await handler.handle(wrote(asked, is_edited=True)) == first
    other = await handler.handle(wrote(corrected, is_edited=True))
    assert await handler.handle(wrote(corrected, is_edited=True)) == other
    assert other.replies != first.replies

    async with database.transaction() as connection:
        kept = await connection.exec_driver_sql(
            "SELECT text FROM inbound_messages WHERE conversation_id = %s ORDER BY sequence",
            (first.conversation_id,),
        )
        assert kept.scalars().all() == [asked, corrected]


async def test_ten_redeliveries_at_once_are_decided_once(handler, database, dialogue):
    message = said("Ai phải chuyển sang VNeID?", sender="crowd", message_id="same")
    turns = await asyncio.gather(*(handler.handle(message) for _ in range(10)))
    archive = Archive(database, dialogue.catalogue.domain)
    assert len({turn.replies for turn in turns}) == 1
    assert len(await archive.transcript(ChannelName.REST, "crowd", 20)) == 1


async def test_two_processes_keep_the_order_of_one_conversation(fresh_database_url, dialogue):
    handlers = [new_handler(Database(fresh_database_url), dialogue) for _ in range(2)]
    texts = [f"tổng đài số mấy {number}" for number in range(20)]
    for number, text in enumerate(texts):
        pair = (handlers[number % 2].handle(said(text, sender="order")),)
        await asyncio.gather(*pair)
    await asyncio.gather(
        *(handlers[number % 2].handle(said("xin chào", sender="order")) for number in range(20))
    )
    archive = Archive(handlers[0]._database, dialogue.catalogue.domain)
    entries = await archive.transcript(ChannelName.REST, "order", 100)
    events = await archive.events(ChannelName.REST, "order")
    for one in handlers:
        await one._database.dispose()
    assert [entry.text for entry in entries[:20]] == texts
    assert len(entries) == 40
    heard = [event["text"] for event in events if event["event"] == "user"]
    assert sum(not text.startswith("/external_") for text in heard) == 40


def new_handler(database, dialogue):
    def real_now():
        return datetime.now(UTC)

    return Turns(database, dialogue, Clock(real_now(), real_now()), real_now)


@pytest.mark.parametrize(
    "secret",
    ["079123456789", "079 123 456 789", "0912345678", "4111 1111 1111 1111", "a.b@example.com"],
)
async def test_a_secret_is_found_in_no_table(handler, fresh_database_url, secret):
    await handler.handle(said(f"số của tôi là {secret}, giờ đăng nhập thế nào?", sender="secret"))
    assert secret not in everything(fresh_database_url)


async def test_a_password_and_a_code_are_found_in_no_table(handler, fresh_database_url):
    await handler.handle(said("mật khẩu của tôi là hoasen77", sender="secret"))
    await handler.handle(said("mã OTP 482913 nhập ở đâu", sender="secret"))
    stored = everything(fresh_database_url)
    assert "hoasen77" not in stored
    assert "482913" not in stored


def everything(url):
    tables = ("conversations", "inbound_messages", "events")
    with psycopg.connect(url) as connection:
        return "".join(
            str(row)
            for table in tables
            for row in connection.execute(f"SELECT to_jsonb(t)::text FROM {table} AS t")
        )


async def test_a_conversation_goes_on_after_a_restart(fresh_database_url, dialogue):
    before = Database(fresh_database_url)
    await new_handler(before, dialogue).handle(said("What is the deadline?", sender="resumed"))
    await before.dispose()
    after = Database(fresh_database_url)
    turn = await new_handler(after, dialogue).handle(said("/ask_help", sender="resumed"))
    await after.dispose()
    assert turn.language is Language.EN


async def test_each_stored_reply_can_be_rebuilt_byte_for_byte(handler, database, dialogue):
    for text in ("xin chào", "tài khoản cũ còn dùng được không", "asdkjh qweoiu", "how do I link?"):
        await handler.handle(said(text, sender="explained"))
    archive = Archive(database, dialogue.catalogue.domain)
    turns = explain(await archive.events(ChannelName.REST, "explained"), dialogue.speaker)
    assert len(turns) == 4
    assert all(one.is_same for turn in turns for one in turn.said)


async def test_a_turn_that_breaks_is_kept_and_apologised_for(database, dialogue, monkeypatch):
    async def broken(*_args):
        raise RuntimeError("broken")

    monkeypatch.setattr(dialogue, "decide", broken)
    turn = await new_handler(database, dialogue).handle(said("xin chào", sender="unlucky"))
    archive = Archive(database, dialogue.catalogue.domain)
    [entry] = await archive.transcript(ChannelName.REST, "unlucky", 5)
    assert turn.outcome is Outcome.ERROR
    assert entry.text == "xin chào"


async def test_an_erased_conversation_begins_anew(handler, database, dialogue):
    await handler.handle(said("What is the deadline?", sender="erased"))
    archive = Archive(database, dialogue.catalogue.domain)
    await handler.erase(ChannelName.REST, "erased")
    assert await archive.tracker("erased") is None
    assert await archive.transcript(ChannelName.REST, "erased", 5) == ()
