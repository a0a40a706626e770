"""Whoever says stop gets one confirmation and nothing unasked any more, on every channel."""

import psycopg
import pytest

from bot.messages import ChannelName, InboundMessage, Outcome
from storage import optouts
from tests.integration.conversation.conftest import real_now


@pytest.mark.parametrize("channel", ChannelName)
async def test_stop_is_kept_with_its_words_on_every_channel(citizen, database, channel):
    turn = await citizen("Dạ HUỶ giúp tôi ạ", channel)
    async with database.transaction() as connection:
        proof = await optouts.find(connection, turn.conversation_id)
    assert (proof.by, proof.proof) == (optouts.CITIZEN, "Dạ HUỶ giúp tôi ạ")
    assert len(turn.replies) == 1
    assert "START" in turn.replies[0].text


async def test_after_stop_only_answers_arrive_until_start(citizen, remind, outbox, phone):
    turn = await citizen("STOP")
    await remind(turn.conversation_id)
    assert [text for text in phone.sent if text == "nhắc hạn"] == []
    assert len(phone.sent) == 1

    await citizen("Tổng đài số mấy?")
    await outbox.flush(turn.conversation_id)
    assert "1900 0368" in phone.sent[-1]

    await citizen("START")
    await remind(turn.conversation_id)
    assert phone.sent[-1] == "nhắc hạn"


@pytest.mark.parametrize("thing", ["photo", "file", "voice", "location", "contact"])
async def test_after_stop_whoever_sends_a_photo_is_still_answered(
    citizen, handler, outbox, phone, thing
):
    turn = await citizen("STOP", ChannelName.TELEGRAM)
    await handler.handle(
        InboundMessage(
            channel=ChannelName.TELEGRAM,
            sender_id=citizen.number,
            text=f"/external_{thing}",
            is_from_citizen=False,
        )
    )
    await outbox.flush(turn.conversation_id)
    assert len(phone.sent) == 2
    assert "lưu" in phone.sent[-1]


async def test_stop_twice_is_one_opt_out(citizen, fresh_database_url):
    turn = await citizen("TC")
    await citizen("tu choi")
    with psycopg.connect(fresh_database_url) as connection:
        proofs = connection.execute(
            "SELECT proof FROM optouts JOIN conversations USING (channel, sender_id)"
            " WHERE conversations.id = %s",
            [turn.conversation_id],
        ).fetchall()
    assert proofs == [("TC",)]


async def test_a_second_stop_on_sms_is_not_confirmed_again(citizen, outbox, phone):
    turn = await citizen("STOP")
    assert (await citizen("stop")).replies == ()
    assert (await citizen("QUIT")).replies == ()
    await outbox.flush(turn.conversation_id)
    assert len(phone.sent) == 1


async def test_stop_is_confirmed_again_once_an_officer_has_ended_the_first(citizen, database):
    turn = await citizen("STOP")
    async with database.transaction() as connection:
        proof = optouts.Proof(real_now(), optouts.OFFICER, "lan (synthetic): call")
        await optouts.end(connection, turn.conversation_id, proof)
    assert len((await citizen("STOP")).replies) == 1


async def test_stop_is_not_confirmed_where_an_officer_took_it_down_before(citizen, database):
    turn = await citizen("xin chào")
    async with database.transaction() as connection:
        proof = optouts.Proof(real_now(), optouts.OFFICER, "lan (synthetic): call")
        await optouts.add(connection, turn.conversation_id, proof)
    assert (await citizen("STOP")).replies == ()
    assert "gui lai tin" in (await citizen("START")).replies[0].sms_text


async def test_a_redelivered_stop_is_confirmed_once(handler, fresh_database_url):
    message = InboundMessage(
        channel=ChannelName.SMS, sender_id="+84911111111", text="STOP", message_id="same"
    )
    turns = [await handler.handle(message) for _ in range(3)]
    with psycopg.connect(fresh_database_url) as connection:
        (queued,) = connection.execute(
            "SELECT count(*) FROM deliveries WHERE conversation_id = %s",
            [turns[0].conversation_id],
        ).fetchone()
    assert queued == 1


async def test_what_the_provider_answered_is_not_answered_again(handler, database, phone, outbox):
    turn = await handler.handle(
        InboundMessage(
            channel=ChannelName.SMS,
            sender_id="+84922222222",
            text="STOP",
            message_id="x",
            obeyed="opt_out",
        )
    )
    await outbox.flush(turn.conversation_id)
    async with database.transaction() as connection:
        assert await optouts.find(connection, turn.conversation_id) is not None
    assert phone.sent == []


async def test_stop_in_the_link_check_asks_nothing_more_on_sms(citizen):
    assert (await citizen("/start_link_check")).outcome is Outcome.FLOW
    turn = await citizen("STOP")
    assert len(turn.replies) == 1
    assert turn.replies[0].buttons == ()


async def test_elsewhere_stop_only_leaves_the_link_check(citizen, database):
    assert (await citizen("/start_link_check", ChannelName.WEB)).outcome is Outcome.FLOW
    turn = await citizen("dừng", ChannelName.WEB)
    async with database.transaction() as connection:
        assert await optouts.find(connection, turn.conversation_id) is None


async def test_a_question_with_stop_in_it_is_answered(citizen, database):
    turn = await citizen("Tài khoản cũ bao giờ dừng hoạt động?")
    async with database.transaction() as connection:
        assert await optouts.find(connection, turn.conversation_id) is None


async def test_an_opt_out_outlives_the_conversation(citizen, database, fresh_database_url):
    turn = await citizen("STOP")
    with psycopg.connect(fresh_database_url) as connection:
        connection.execute("DELETE FROM conversations WHERE id = %s", [turn.conversation_id])
    again = await citizen("xin chào")
    assert again.conversation_id != turn.conversation_id
    async with database.transaction() as connection:
        assert await optouts.find(connection, again.conversation_id) is not None
