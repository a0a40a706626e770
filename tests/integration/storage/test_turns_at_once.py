import asyncio

import pytest

from storage import turns
from storage.database import Database
from storage.errors import AlreadyRecorded
from tests.integration.storage.turn_examples import example_turn, lock, read_transcript, store


@pytest.fixture
async def other_process(fresh_database_url):
    database = Database(fresh_database_url)
    yield database
    await database.dispose()


async def test_second_turn_waits_and_sees_what_the_first_left(database, other_process):
    async with database.transaction() as connection:
        conversation = await lock(connection, "an")
        waiting = asyncio.create_task(store(other_process, "an", example_turn("hai")))
        done, _ = await asyncio.wait([waiting], timeout=0.2)
        assert not done, "the second turn must wait for the lock"
        await turns.record(connection, conversation, example_turn("một", state={"turn": 1}))

    assert (await waiting).state == {"turn": 1}
    assert [line.text for line in await read_transcript(database, "an")] == ["một", "hai"]


async def test_existing_conversation_is_read_as_it_is_after_the_wait(database, other_process):
    await store(database, "bình", example_turn(state={"turn": 0}))

    async with database.transaction() as connection:
        conversation = await lock(connection, "bình")
        waiting = asyncio.create_task(store(other_process, "bình", example_turn()))
        await asyncio.wait([waiting], timeout=0.1)
        await turns.record(connection, conversation, example_turn(state={"turn": 1}))

    assert (await waiting).state == {"turn": 1}


async def test_many_turns_of_one_conversation_lose_nothing(database, other_process):
    async def count_up(place):
        async with place.transaction() as connection:
            conversation = await lock(connection, "chi")
            total = conversation.state.get("total", 0) + 1
            turn = example_turn(str(total), state={"total": total})
            await turns.record(connection, conversation, turn)

    await asyncio.gather(*[count_up(p) for p in (database, other_process) for _ in range(20)])

    transcript = await read_transcript(database, "chi")
    assert [line.text for line in transcript] == [str(n) for n in range(1, 41)]
    assert [line.sequence for line in transcript] == list(range(1, 121, 3))


async def test_redelivery_during_the_first_delivery_waits_and_finds_the_reply(
    database, other_process
):
    async def deliver_again():
        async with other_process.transaction() as connection:
            conversation = await lock(connection, "dung")
            return await turns.find_redelivered(connection, conversation.id, "m1")

    async with database.transaction() as connection:
        conversation = await lock(connection, "dung")
        again = asyncio.create_task(deliver_again())
        await asyncio.wait([again], timeout=0.1)
        await turns.record(connection, conversation, example_turn(message_id="m1"))

    stored = await again
    assert stored is not None
    assert stored.outcome == "answered"


async def test_of_deliveries_at_once_one_is_recorded(database, other_process):
    results = await asyncio.gather(
        *[
            store(place, "giang", example_turn(message_id="m1"))
            for place in (database, other_process) * 4
        ],
        return_exceptions=True,
    )

    refused = [r for r in results if isinstance(r, AlreadyRecorded)]
    assert len(refused) == 7
    assert len(await read_transcript(database, "giang")) == 1


async def test_cancelled_turn_gives_the_lock_back(database, other_process):
    async def hang():
        async with database.transaction() as connection:
            await lock(connection, "hà")
            await asyncio.sleep(60)

    hanging = asyncio.create_task(hang())
    await asyncio.sleep(0.1)
    hanging.cancel()

    async with asyncio.timeout(5):
        await store(other_process, "hà", example_turn())
    assert len(await read_transcript(database, "hà")) == 1
