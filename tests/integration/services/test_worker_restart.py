"""A worker outlives its database: jobs and ticks go on when it is back."""

import asyncio

import pytest

from bot.jobs import Task, Tick, Worker
from storage import jobs, schema
from storage.database import Database
from storage.embedded import EmbeddedPostgres
from tests.working import working


@pytest.mark.timeout(180)
@pytest.mark.parametrize("away_seconds", [0, 2, 6])
async def test_jobs_go_on_after_the_database_was_away(tmp_path, away_seconds):
    with EmbeddedPostgres(tmp_path / "first") as server:
        url = await asyncio.to_thread(server.start)
        schema.upgrade(url)
        database, done = Database(url), asyncio.Queue()

        async def greet(name):
            done.put_nowait(name)

        async def look():
            async with database.transaction():
                pass

        tasks, ticks = [Task("greet", greet)], [Tick("look", look, 0.3)]
        async with working(Worker(url, tasks, ticks, queues=["sms"])):
            await _defer(database, "before")
            assert await asyncio.wait_for(done.get(), 30) == "before"

            await asyncio.to_thread(server.stop)
            await asyncio.sleep(away_seconds)
            assert await asyncio.to_thread(server.start) == url

            await _defer(database, "after")
            # What was just done may be done again: that it was could not be written down.
            async with asyncio.timeout(60):
                while await done.get() != "after":
                    pass
        await database.dispose()


@pytest.mark.timeout(180)
async def test_a_worker_ends_at_the_first_word_while_the_database_is_away(tmp_path):
    with EmbeddedPostgres(tmp_path / "first") as server:
        url = await asyncio.to_thread(server.start)
        schema.upgrade(url)
        running = asyncio.create_task(Worker(url, [], [], queues=["sms"]).run())
        await asyncio.sleep(2)
        await asyncio.to_thread(server.stop)
        await asyncio.sleep(1)

        running.cancel()
        await asyncio.wait([running], timeout=90)
        assert running.done()
        # Whatever else it raises, ended it has.
        assert running.cancelled() or running.exception() is not None


async def _defer(database, name):
    async with database.transaction() as connection:
        await jobs.defer(connection, "greet", {"name": name})
