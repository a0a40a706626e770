"""From the bot to a person and back, in the turns of one conversation."""

import pytest

from bot.messages import Language, Outcome
from bot.services.tickets.answering import reply
from bot.services.tickets.claiming import release, take_next
from bot.services.tickets.numbers import number_of
from bot.services.tickets.settling import resolve
from bot.services.tickets.ticket import Resolution, Status
from bot.services.tickets.viewing import view
from storage import conversations
from tests.integration.conversation.desk_case import LAN, Case


@pytest.fixture
async def case(database, dialogue):
    yield Case(database, dialogue)
    async with database.transaction() as connection:
        await connection.exec_driver_sql("DELETE FROM conversations")


async def test_who_asks_for_a_person_is_told_number_place_time_and_hours(case):
    turn = await case.say("cho tôi gặp cán bộ hỗ trợ")

    (ticket,) = await case.tickets()
    told = turn.replies[-1].text
    assert turn.outcome is Outcome.HANDOFF
    assert number_of(ticket.id) in told
    assert "1–3" in told
    assert "14:30 thứ Hai, 23/11/2026" in told
    assert "thứ Hai–thứ Sáu 07:30–11:30, 13:00–17:00" in told
    assert "1900 0368" in told


async def test_the_same_is_told_in_english(case):
    turn = await case.say("I want to talk to a human, please", locale=Language.EN)

    assert "14:30 Monday, 23 November 2026" in turn.replies[-1].text
    assert "Monday–Friday" in turn.replies[-1].text


async def test_a_redelivered_request_opens_no_second_ticket(case):
    first = await case.say("cho tôi gặp cán bộ hỗ trợ", "m1")
    again = await case.say("cho tôi gặp cán bộ hỗ trợ", "m1")

    assert again.replies == first.replies
    assert len(await case.tickets()) == 1


async def test_who_asks_again_is_told_how_the_ticket_stands(case):
    await case.say("cho tôi gặp cán bộ hỗ trợ")
    turn = await case.say("cho tôi gặp cán bộ hỗ trợ")

    assert "đang chờ cán bộ" in turn.replies[-1].text
    assert len(await case.tickets()) == 1


async def test_the_bot_answers_until_somebody_takes_the_ticket(case):
    await case.say("cho tôi gặp cán bộ hỗ trợ")
    turn = await case.say("tài khoản cổng cũ còn dùng được không?")
    assert turn.outcome is Outcome.ANSWERED

    async with case.desk.work() as work:
        await take_next(work, LAN)
    turn = await case.say("tài khoản cổng cũ còn dùng được không?")

    assert (turn.outcome, turn.replies) == (Outcome.QUIET, ())
    kinds = [one.kind for one in (await case.seen()).messages]
    assert kinds == ["citizen", "citizen", "bot", "citizen"]


async def test_a_secret_told_to_a_person_is_masked_and_warned_of(case):
    await case.say("cho tôi gặp cán bộ hỗ trợ")
    async with case.desk.work() as work:
        await take_next(work, LAN)

    turn = await case.say("mật khẩu của tôi là Hoa@2024xyz")

    assert turn.outcome is Outcome.QUIET
    assert len(turn.replies) == 1
    texts = [one.text for one in (await case.seen()).messages]
    assert not [text for text in texts if "Hoa@2024" in text]


@pytest.mark.parametrize("thing", ["photo", "file", "voice", "location", "contact"])
async def test_who_sends_an_officer_a_photo_is_told_that_it_does_not_arrive(case, thing):
    await case.say("cho tôi gặp cán bộ hỗ trợ")
    async with case.desk.work() as work:
        await reply(work, await case.edit(), "Anh/chị gửi ảnh chụp màn hình?")

    turn = await case.send(thing)

    assert turn.outcome is Outcome.QUIET
    assert turn.replies[0].text.startswith("Cán bộ hỗ trợ không nhận")
    found = await case.seen()
    assert [one.kind for one in found.messages[-2:]] == ["news", "bot"]
    assert found.messages[-1].text == turn.replies[0].text
    assert found.ticket.status == Status.OPEN


async def test_an_officers_reply_is_an_event_that_the_bot_knows(case, database):
    await case.say("cho tôi gặp cán bộ hỗ trợ")
    async with case.desk.work() as work:
        await reply(work, await case.edit(), "Chào anh/chị, lỗi gì ạ?")

    async with database.transaction() as connection:
        found = await conversations.find(connection, case.channel, case.sender_id)
        events = await connection.exec_driver_sql(
            f"SELECT data ->> 'text' FROM events WHERE conversation_id = {found.id}"
            " AND type = 'agent'"
        )
        sent = await connection.exec_driver_sql(
            f"SELECT purpose, body ->> 'text' FROM deliveries WHERE conversation_id = {found.id}"
        )
        assert events.scalars().all() == ["Chào anh/chị, lỗi gì ạ?"]
        ((purpose, text),) = sent.all()
    assert purpose == "officer"
    assert text.startswith("Cán bộ hỗ trợ (phiếu")
    assert text.endswith("Chào anh/chị, lỗi gì ạ?")
    turn = await case.say("lỗi không nhận được OTP ạ")
    assert turn.outcome is Outcome.QUIET
    assert (await case.tickets())[0].status == Status.OPEN


async def test_a_resolved_ticket_gives_the_bot_its_word_back_and_is_rated_once(case):
    await case.say("cho tôi gặp cán bộ hỗ trợ")
    async with case.desk.work() as work:
        done = await resolve(work, await case.edit(), Resolution.SOLVED)
    await case.turns.trigger(
        done.conversation_id,
        f'/external_ticket_resolved{{"ticket":"{number_of(done.id)}"}}',
        "resolved",
    )

    rated = await case.say("4")
    again = await case.say(f'/rate_ticket{{"score":"1 {number_of(done.id)}"}}')
    answered = await case.say("tài khoản cổng cũ còn dùng được không?")

    assert rated.replies[0].text.startswith("Cảm ơn")
    assert "chấm một lần" in again.replies[0].text
    assert answered.outcome is Outcome.ANSWERED
    async with case.desk.work() as work:
        assert (await view(work, done.id)).ticket.rating == 4


async def test_a_button_under_an_older_ticket_rates_no_newer_one(case):
    async def settle():
        await case.say("cho tôi gặp cán bộ hỗ trợ")
        async with case.desk.work() as work:
            done = await resolve(work, await case.edit(), Resolution.DUPLICATE)
        asked = await case.turns.trigger(
            done.conversation_id,
            f'/external_ticket_resolved{{"ticket":"{number_of(done.id)}"}}',
            f"resolved {done.id}",
        )
        return done, asked.replies[-1].buttons[0].payload

    older, old_button = await settle()
    newer, new_button = await settle()
    pressed = await case.say(old_button)
    assert "phiếu trước" in pressed.replies[0].text
    assert number_of(newer.id) in pressed.replies[0].text
    assert pressed.replies[0].buttons[0].payload == new_button
    assert (await case.say("2")).replies[0].text.startswith("Cảm ơn")
    async with case.desk.work() as work:
        assert (await view(work, older.id)).ticket.rating is None
        assert (await view(work, newer.id)).ticket.rating == 2


async def test_a_citizen_takes_a_ticket_back_even_from_an_officer(case):
    await case.say("cho tôi gặp cán bộ hỗ trợ")
    async with case.desk.work() as work:
        await take_next(work, LAN)

    asked = await case.say("/cancel_ticket")
    done = await case.say(asked.replies[-1].buttons[0].payload)

    assert "rút lại phiếu" in asked.replies[0].text.lower()
    assert done.replies[-1].text.startswith("Đã rút lại phiếu")
    assert await case.tickets() == []
    assert await case.owner() == "bot"


async def test_a_button_under_one_ticket_takes_no_other_back(case):
    await case.say("cho tôi gặp cán bộ hỗ trợ")
    old = (await case.say("/cancel_ticket")).replies[-1].buttons[0].payload
    await case.say(old)
    await case.say("cho tôi gặp cán bộ hỗ trợ")
    (live,) = await case.tickets()

    for pressed in (old, '/cancel_ticket{"agreed":"yes"}'):
        asked = (await case.say(pressed)).replies[-1]
        assert asked.text.startswith("Nút vừa bấm là nút cũ")
        assert number_of(live.id) in asked.text
        assert await case.tickets() == [live]

    done = await case.say(asked.buttons[0].payload)
    assert done.replies[-1].text.startswith(f"Đã rút lại phiếu {number_of(live.id)}")
    assert await case.tickets() == []


async def test_the_ticket_command_tells_the_state(case):
    assert "không có phiếu" in (await case.say("/ticket")).replies[0].text
    await case.say("cho tôi gặp cán bộ hỗ trợ")
    assert "đang chờ" in (await case.say("/ticket")).replies[0].text
    async with case.desk.work() as work:
        await take_next(work, LAN)
    assert "đang xử lý" in (await case.say("/ticket")).replies[0].text
    async with case.desk.work() as work:
        await release(work, await case.edit())
    assert "đang chờ" in (await case.say("/ticket")).replies[0].text


async def test_two_messages_not_understood_open_a_ticket_and_more_join_it(case):
    await case.say("ờ thì nó cứ thế thôi")
    turn = await case.say("nó quay quay mãi màu đỏ rồi màu xanh")
    noted = await case.say("con bò cái áo xanh vneid")

    (ticket,) = await case.tickets()
    assert (turn.outcome, ticket.reason) == (Outcome.HANDOFF, "not_understood")
    assert "Đã ghi thêm vào phiếu" in noted.replies[0].text
    texts = [one.text for one in (await case.seen()).messages if one.kind == "citizen"]
    assert texts == ["nó quay quay mãi màu đỏ rồi màu xanh", "con bò cái áo xanh vneid"]


async def test_a_lost_phone_is_urgent(case):
    await case.say("Tôi bị mất điện thoại, khóa VNeID thế nào?")
    await case.say("cho tôi gặp cán bộ hỗ trợ")

    seen = await case.seen()
    assert (seen.ticket.priority, seen.ticket.reason) == ("urgent", "lost_phone")
    assert [one["answer"].partition("#")[0] for one in seen.ticket.answers] == [
        "utter_faq_lost-phone-lock"
    ]
    assert [turn.text for turn in seen.transcript] == ["Tôi bị mất điện thoại, khóa VNeID thế nào?"]


async def test_a_broken_decision_opens_a_ticket(case, monkeypatch):
    async def fail(*_arguments):
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(case.turns._dialogue._performer, "perform", fail)
        turn = await case.say("hạn chót là ngày nào?")

    assert turn.outcome is Outcome.ERROR
    assert (await case.tickets())[0].reason == "action_failed"
