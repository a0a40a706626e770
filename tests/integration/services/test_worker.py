"""A worker runs what was deferred in a transaction, also what a dead worker began."""

import asyncio

import pytest

from bot.jobs import Task, Tick, Worker
from storage import jobs
from tests.working import working


@pytest.fixture
async def done():
    return asyncio.Queue()


async def test_a_job_deferred_in_a_transaction_is_run_after_its_commit(
    database, fresh_database_url, done
):
    async def greet(name):
        done.put_nowait(name)

    async with working(Worker(fresh_database_url, [Task("greet", greet)], [])):
        async with database.transaction() as connection:
            await jobs.defer(connection, "greet", {"name": "Lan"})
            await asyncio.sleep(0.2)
            assert done.empty()
        assert await asyncio.wait_for(done.get(), 10) == "Lan"


async def test_of_waiting_jobs_with_one_key_one_is_kept(database, fresh_database_url, done):
    async def look(at):
        done.put_nowait(at)

    async with database.transaction() as connection:
        await jobs.defer(connection, "look", {"at": 1}, key="look")
        await jobs.defer(connection, "look", {"at": 2}, key="look")
        await jobs.defer(connection, "look", {"at": 3})
    async with working(Worker(fresh_database_url, [Task("look", look)], [])):
        assert [await asyncio.wait_for(done.get(), 10) for _ in range(2)] == [1, 3]


async def test_a_tick_that_fails_is_tried_again(fresh_database_url, done):
    async def fail():
        done.put_nowait("tried")
        raise ConnectionError

    async with working(Worker(fresh_database_url, [], [Tick("fail", fail, 0.05)])):
        assert [await asyncio.wait_for(done.get(), 10) for _ in range(2)] == ["tried", "tried"]
