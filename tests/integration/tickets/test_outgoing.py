"""An officer's words go out whole, as they were previewed, on every channel."""

import json

import pytest

from bot.console.preview import preview_of
from bot.messages import ChannelName
from bot.services.text_parts import size
from bot.services.tickets.answering import MOST_CHARACTERS, reply
from bot.services.tickets.merging import merge
from bot.services.tickets.outgoing import outgoing
from tests.integration.tickets.conftest import CHIEF, as_seen

LONG = ("Anh/chị mở ứng dụng VNeID rồi chọn mục Ví giấy tờ. " * 90)[:MOST_CHARACTERS]
EMOJI = "🙂" * MOST_CHARACTERS
LIMITS = {ChannelName.SMS: 1600, ChannelName.TELEGRAM: 4096}


@pytest.fixture
def sent_texts(tickets):
    async def texts(ticket):
        async with tickets.work() as work:
            found = await work.connection.exec_driver_sql(
                "SELECT body::text FROM deliveries WHERE conversation_id ="
                f" {ticket.reply_conversation_id} ORDER BY id"
            )
            return [json.loads(body)["text"] for body in found.scalars()]

    return texts


@pytest.mark.parametrize("channel", ["sms", "telegram", "web"])
@pytest.mark.parametrize(
    "text", ["Lỗi gì ạ? <b>x</b>", LONG, EMOJI], ids=["short", "long", "emoji"]
)
async def test_the_preview_is_what_goes_out(tickets, open_one, sent_texts, channel, text):
    ticket = await open_one("84912345678" if channel == "sms" else None, channel=channel)
    async with tickets.work() as work:
        shown = preview_of(await outgoing(work, ticket, text))
        replied = await reply(work, as_seen(ticket), text)

    sent = await sent_texts(replied)
    assert [part.text for part in shown.parts] == sent
    assert all(size(part) <= LIMITS.get(channel, 10**6) for part in sent)
    letters = "".join("".join(sent).split())
    assert letters.endswith("".join(text.split()))


async def test_a_ticket_shows_the_fate_of_its_replys_last_part(tickets, open_one, sent_texts):
    ticket = await open_one("84912345678", channel="sms")
    async with tickets.work() as work:
        replied = await reply(work, as_seen(ticket), LONG)
        carried = await work.connection.exec_driver_sql(
            "SELECT max(deliveries.id) = max(delivery_id) FROM ticket_messages, deliveries"
            f" WHERE ticket_id = {ticket.id}"
            f" AND deliveries.conversation_id = {ticket.conversation_id}"
        )
        assert carried.scalar_one()
    assert len(await sent_texts(replied)) == 3


@pytest.mark.parametrize(
    ("text", "segments", "costly"),
    [
        ("Vui long goi 1900 0368 de duoc huong dan.", 1, ""),
        ("Gui “anh” – chung toi xem…", 1, ""),
        ("Vui lòng gọi 1900 0368, cán bộ hướng dẫn cách mở khóa tài khoản.", 2, "áộướẫởả"),
        ("Vui long goi 1900 0368 " * 10, 2, ""),
        ("OK 👍", 1, "👍"),
    ],
)
async def test_a_text_message_comes_with_its_price(tickets, open_one, text, segments, costly):
    ticket = await open_one("84912345678", channel="sms")
    async with tickets.work() as work:
        shown = preview_of(await outgoing(work, ticket, text))
    assert shown.channel is ChannelName.SMS
    assert shown.segments == segments
    assert set(costly) <= set(shown.costly)
    assert bool(shown.costly) == bool(costly)


async def test_a_merged_ticket_is_answered_where_the_citizen_wrote_last(tickets, open_one):
    older, newer = await open_one(channel="web"), await open_one("84912345678", channel="sms")
    async with tickets.work() as work:
        one = await merge(work, as_seen(older, CHIEF), as_seen(newer, CHIEF))
        shown = preview_of(await outgoing(work, one, "Xin chào"))
    assert (shown.channel, shown.segments) == (ChannelName.SMS, 1)
