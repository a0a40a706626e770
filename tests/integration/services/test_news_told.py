"""News that waits for a worker reaches its citizen, whatever goes wrong on the way, and once."""

import asyncio
import secrets

import psycopg
import pytest
from pydantic import SecretStr

from bot import bootstrap_worker
from bot.bootstrap import make_core
from bot.conversation.turn import Turns
from bot.services.deliveries import Outbox
from bot.services.tickets.news import TELL, written
from bot.settings import load_settings
from storage import conversations, jobs
from tests.integration.services.conftest import real_now
from tests.working import working


@pytest.fixture
async def worker(fresh_database_url, monkeypatch):
    """A worker as the command builds it."""
    given = {"encryption_key": SecretStr("synthetic key that seals the addresses of tests")}
    settings = load_settings().model_copy(update=given)
    core = make_core(settings, fresh_database_url)
    monkeypatch.setattr(bootstrap_worker, "make_core", lambda *_: core)
    yield bootstrap_worker.make_worker(settings, fresh_database_url)
    await core.stop()


@pytest.fixture
def news(fresh_database_url):
    """Counts the messages that wait for a conversation, and the jobs that gave up."""

    def count(conversation):
        with psycopg.connect(fresh_database_url) as connection:
            return connection.execute(
                "SELECT (SELECT count(*) FROM deliveries WHERE conversation_id = %s),"
                " (SELECT count(*) FROM procrastinate_jobs)",
                [conversation],
            ).fetchone()

    return count


@pytest.mark.parametrize(("of", "name"), [(Turns, "trigger"), (Outbox, "flush")])
async def test_news_is_told_once_though_telling_fails_at_first(
    database, worker, news, monkeypatch, of, name
):
    real, tries = getattr(of, name), []

    async def fail_once(*arguments):
        tries.append(name)
        if len(tries) == 1:
            raise RuntimeError("deadlock detected")
        return await real(*arguments)

    monkeypatch.setattr(of, name, fail_once)
    async with database.transaction() as connection:
        found = await conversations.lock(connection, "telegram", secrets.token_hex(4), real_now())
        payload = written("external_join_host", join_channel="web")
        arguments = {"conversation_id": found.id, "payload": payload, "key": "joined-1-1"}
        await jobs.defer(connection, TELL, arguments, key="joined-1-1")
    async with working(worker):
        for _ in range(150):
            await asyncio.sleep(0.1)
            if len(tries) > 1 and news(found.id)[1] == 0:
                break
    assert news(found.id) == (1, 0)
