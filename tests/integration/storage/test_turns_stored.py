import psycopg
import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.exc import DBAPIError

from storage import erasure, events, turns
from storage.errors import AlreadyRecorded
from storage.models import ConversationRow, EventRow, InboundMessageRow
from tests.integration.storage.turn_examples import NOW, example_turn, lock, read_transcript, store


async def count_rows(database):
    tables = (ConversationRow, InboundMessageRow, EventRow)
    async with database.transaction() as connection:
        return [
            await connection.scalar(select(func.count()).select_from(table)) for table in tables
        ]


async def test_first_message_finds_an_empty_state_and_the_next_what_was_left(database):
    first = await store(database, "an", example_turn(state={"slots": {"account_type": "citizen"}}))
    second = await store(database, "an", example_turn())

    assert (first.state, first.next_sequence) == ({}, 1)
    assert second.id == first.id
    assert second.state == {"slots": {"account_type": "citizen"}}
    assert second.next_sequence == 4, "a message and two events came before"


async def test_same_sender_on_two_channels_has_two_conversations(database):
    on_web = await store(database, "bình", example_turn(), channel="web")
    on_sms = await store(database, "bình", example_turn(), channel="sms")

    assert on_web.id != on_sms.id


async def test_redelivery_finds_what_was_shown(database):
    await store(database, "chi", example_turn(message_id="m1", replies=[{"text": "Chào bạn"}]))
    await store(database, "chi", example_turn(message_id="m2", replies=[{"text": "Hẹn gặp lại"}]))

    async with database.transaction() as connection:
        conversation = await lock(connection, "chi")
        stored = await turns.find_redelivered(connection, conversation.id, "m1")
        unknown = await turns.find_redelivered(connection, conversation.id, "m3")

    assert stored is not None
    assert stored.replies == [{"text": "Chào bạn"}]
    assert (stored.outcome, stored.received_at) == ("answered", NOW)
    assert stored.details == {"topics": ["deadline-overview"]}
    assert unknown is None


async def test_redelivery_that_nobody_looked_up_is_stopped_and_changes_nothing(database):
    await store(database, "dung", example_turn(message_id="m1", state={"turn": 1}))

    with pytest.raises(AlreadyRecorded):
        await store(database, "dung", example_turn(message_id="m1", state={"turn": 2}))

    assert len(await read_transcript(database, "dung")) == 1
    async with database.transaction() as connection:
        assert (await lock(connection, "dung")).state == {"turn": 1}


async def test_same_id_of_another_sender_is_another_message(database):
    await store(database, "giang", example_turn(message_id="m1"))
    await store(database, "hà", example_turn(message_id="m1"))

    assert len(await read_transcript(database, "hà")) == 1


async def test_messages_without_an_id_are_always_new(database):
    await store(database, "hoa", example_turn())
    await store(database, "hoa", example_turn())

    assert len(await read_transcript(database, "hoa")) == 2


async def test_turn_that_fails_after_recording_leaves_nothing(database):
    async def fail():
        async with database.transaction() as connection:
            conversation = await lock(connection, "khoa")
            await turns.record(connection, conversation, example_turn())
            raise LookupError

    with pytest.raises(LookupError):
        await fail()

    assert await read_transcript(database, "khoa") == ()


async def test_transcript_holds_the_last_messages_oldest_first(database):
    for number in range(5):
        await store(database, "lan", example_turn(f"câu {number}"))

    transcript = await read_transcript(database, "lan", limit=3)

    assert [line.text for line in transcript] == ["câu 2", "câu 3", "câu 4"]


async def test_recent_events_are_the_last_ones_in_order(database):
    conversation = await store(database, "mai", example_turn())
    later = [events.NewEvent("slot", {"value": n}, NOW) for n in range(3)]
    await store(database, "mai", example_turn(events=later))

    async with database.transaction() as connection:
        recent = await events.list_recent(connection, conversation.id, 4)

    assert [(event.sequence, event.type) for event in recent] == [
        (3, "bot"), (5, "slot"), (6, "slot"), (7, "slot"),
    ]  # fmt: skip
    assert [event.data.get("value") for event in recent] == [None, 0, 1, 2]
    assert recent[-1].at == NOW


async def test_erasing_leaves_no_row_and_spares_the_others(database):
    await store(database, "nam", example_turn(message_id="m1"))
    before = await count_rows(database)
    await store(database, "oanh", example_turn(message_id="m1"))

    async with database.transaction() as connection:
        assert await erasure.erase(connection, "rest", "oanh")

    after = await count_rows(database)
    assert after == before
    assert await read_transcript(database, "oanh") == ()


async def test_erasing_a_stranger_says_that_there_was_none(database):
    async with database.transaction() as connection:
        assert not await erasure.erase(connection, "rest", "nobody")


async def test_turn_after_erasing_starts_anew(database):
    await store(database, "phúc", example_turn(state={"language": "en"}))
    async with database.transaction() as connection:
        await erasure.erase(connection, "rest", "phúc")

    again = await store(database, "phúc", example_turn())

    assert (again.state, again.next_sequence) == ({}, 1)


@pytest.mark.parametrize(
    "message",
    [
        "Tôi đã quên mật khẩu, giờ phải làm sao ạ?",
        "👨‍👩‍👧 đăng ký cho con 🙏🏽 \u200d \ufeff",
        "ho\u0323 te\u0302n kho\u0302ng chua\u0302\u0309n NFC",
        "dòng một\r\ndòng hai\t\x07\x7f 'nháy' \"kép\" \\ % :tên {ngoặc}",
        "ộ" * 100_000,
        "",
    ],
    ids=["vietnamese", "emoji", "decomposed", "control", "long", "empty"],
)
async def test_text_comes_back_as_it_was(database, message):
    sender = f"quyên-{len(message)}"
    data = [events.NewEvent("user", {"text": message}, NOW)]
    conversation = await store(
        database, sender, example_turn(message, state={message: message}, events=data)
    )

    async with database.transaction() as connection:
        found = await lock(connection, sender)
        stored = await events.list_recent(connection, conversation.id, 1)
    assert [line.text for line in await read_transcript(database, sender)] == [message]
    assert found.state == {message: message}
    assert stored[0].data == {"text": message}


@pytest.mark.parametrize("place", ["text", "state", "replies"])
async def test_nul_is_refused_and_nothing_of_the_turn_stays(database, place):
    values = {"text": "a\0b", "state": {"a": "\0"}, "replies": [{"text": "\0"}]}

    with pytest.raises((DBAPIError, psycopg.DataError)):
        await store(database, f"nul-{place}", example_turn(**{place: values[place]}))

    assert await read_transcript(database, f"nul-{place}") == ()


async def test_statements_of_a_turn_do_not_grow_with_the_conversation(database):
    statements = []

    def note(_connection, _cursor, statement, *_rest):
        statements.append(statement.split()[0])

    await store(database, "sơn", example_turn())
    event.listen(Engine, "before_cursor_execute", note)
    try:
        await store(database, "sơn", example_turn())
        early, statements = statements, []
        for _ in range(30):
            await store(database, "sơn", example_turn())
        statements = []
        await store(database, "sơn", example_turn())
    finally:
        event.remove(Engine, "before_cursor_execute", note)

    assert statements == early == ["BEGIN", "WITH", "WITH"]
