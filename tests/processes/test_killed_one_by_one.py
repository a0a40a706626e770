"""The topology of docker-compose.yml under load: one process of each kind is killed.

Citizens write on the REST channel to two web processes and make link checks, which two workers
carry out with the portal. Then nothing is lost, decided twice or out of order.
"""

import asyncio
import contextlib
import time

import httpx
import psycopg
import pytest

from benchmarks.link_check_rows import count_open, list_waiting, read_told
from tests.processes.citizens import QUESTIONS, Writers

pytestmark = [pytest.mark.processes, pytest.mark.timeout(1800)]

WRITERS, MESSAGES = range(1, 13), 24
CHECKERS = range(1001, 1009)
PORTAL_CITIZEN = 9
ENDED_SECONDS = 600


@pytest.fixture
def database(topology, services):
    assert services
    return (topology.secrets / "database_url").read_text().strip()


@pytest.fixture
async def writers(topology, services):
    addresses = [f"http://127.0.0.1:{one.container.port}" for one in services["web"]]
    token = (topology.secrets / "rest_token").read_text()
    async with httpx.AsyncClient(timeout=60) as client:
        yield Writers(addresses, token, client)


async def make_link_checks(writers, database, portal):
    """Begin, agree, and allow what was asked for at the portal, until every check has ended."""
    for citizen in CHECKERS:
        for number, text in enumerate(("/start_live_check", "/affirm")):
            await writers.say(citizen, text, str(number))
    deadline = time.monotonic() + ENDED_SECONDS
    while await are_open(database):
        assert time.monotonic() < deadline, "link checks are still open"
        # A database or a portal that is down is asked again.
        with contextlib.suppress(psycopg.OperationalError, httpx.HTTPError):
            for _, code in await asyncio.to_thread(list_waiting, database):
                order = {"verdict": "approve", "citizen": PORTAL_CITIZEN}
                await writers.client.post(f"{portal}/simulator/requests/{code}", json=order)
        await asyncio.sleep(0.5)


async def are_open(database):
    try:
        return await asyncio.to_thread(count_open, database, len(CHECKERS)) > 0
    except psycopg.OperationalError:
        return True


async def kill_one_of_each(services, kill_and_bring_back):
    for name in ("web", "worker", "portal", "database"):
        await asyncio.sleep(1)
        await kill_and_bring_back(services[name][0])
    for name in ("web", "worker"):
        await kill_and_bring_back(services[name][1])


async def test_nothing_is_lost_decided_twice_or_out_of_order(
    services, writers, database, kill_and_bring_back
):
    portal = f"http://127.0.0.1:{services['portal'][0].container.port}"
    killing = asyncio.create_task(kill_one_of_each(services, kill_and_bring_back))
    checking = asyncio.create_task(make_link_checks(writers, database, portal))
    rounds = 0
    while not killing.done():
        first = 100 * rounds
        await asyncio.gather(*(writers.write(first + one, MESSAGES) for one in WRITERS))
        rounds += 1
    await killing
    await checking

    assert writers.repeated > 0, "nobody noticed that anything was killed"
    stored = read_messages(database)
    answers = {}
    for citizen, heard in writers.heard.items():
        assert stored[str(citizen)] == [str(number) for number in range(MESSAGES)]
        for question, texts in zip(QUESTIONS * MESSAGES, heard, strict=False):
            assert texts, f"citizen {citizen} got no answer to {question}"
            assert answers.setdefault(question, texts) == texts
    told = read_told(database)
    assert {one.number for one in told} == set(CHECKERS)
    assert [one.times for one in told] == [1] * len(CHECKERS)
    assert "found" in {one.ending for one in told}


def read_messages(url):
    """Each citizen's messages by their ids, in the order of their turns."""
    stored = {}
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT sender_id, message_id FROM inbound_messages"
            " JOIN conversations ON conversations.id = conversation_id"
            " WHERE message_id IS NOT NULL ORDER BY sequence"
        )
        for sender, message_id in rows:
            stored.setdefault(sender, []).append(message_id)
    return stored
