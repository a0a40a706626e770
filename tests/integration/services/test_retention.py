"""Rows go when their time is over, and not before."""

import secrets
from datetime import timedelta

import pytest

from bot.services.retention import KEPT, Retention
from storage import consents, conversations, deliveries, reminder_subscriptions, turns
from storage.events import NewEvent
from tests.integration.services.conftest import real_now


@pytest.fixture
def talk(database):
    """Keeps a turn with an event and a reply from so long ago."""

    async def talk(age, *, is_sent=True):
        at = real_now() - age
        async with database.transaction() as connection:
            found = await conversations.lock(connection, "telegram", secrets.token_hex(4), at)
            turn = turns.NewTurn(
                text="x",
                received_at=at,
                business_at=at,
                outcome="answered",
                replies=[],
                state={},
                events=[NewEvent("user", {}, at)],
                details={},
            )
            await turns.record(connection, found, turn)
            new = deliveries.NewDeliveries(
                bodies=[{"text": "x", "buttons": []}],
                purpose="reply",
                language="vi",
                created_at=at,
            )
            await deliveries.queue(connection, found.id, new)
            if is_sent:
                claimed = await deliveries.claim_next(connection, found.id, ["telegram"], at)
                await deliveries.settle(connection, claimed, "sent", at)
        return found.id

    return talk


@pytest.fixture
async def retention(database):
    retention = Retention(database, real_now, real_now)
    await retention.run()
    return retention


async def test_messages_go_before_their_conversation(talk, retention):
    await talk(timedelta(days=200))
    expected = dict.fromkeys(KEPT, 0) | {"events": 1, "inbound_messages": 1, "deliveries": 1}
    assert await retention.count() == expected
    assert await retention.run() == expected
    assert await retention.run() == dict.fromkeys(KEPT, 0)


async def test_a_silent_conversation_goes_with_all_that_is_in_it(talk, retention):
    await talk(timedelta(days=400))
    assert (await retention.run())["conversations"] == 1
    assert await retention.count() == dict.fromkeys(KEPT, 0)


async def test_what_is_younger_stays(talk, retention):
    await talk(timedelta(days=179))
    assert await retention.run() == dict.fromkeys(KEPT, 0)


async def test_a_message_that_waits_is_never_removed(talk, retention):
    await talk(timedelta(days=400), is_sent=False)
    assert (await retention.count())["deliveries"] == 0
    assert (await retention.run())["conversations"] == 0


@pytest.fixture
def remind(database):
    """Promises a reminder, or has told the last one."""

    async def remind(conversation_id, next_at):
        async with database.transaction() as connection:
            given = consents.NewConsent(
                purpose="reminders", text_version="reminders-1", language="vi", given_at=real_now()
            )
            consent_id = await consents.add(connection, conversation_id, given)
            new = reminder_subscriptions.NewSubscription(
                kind="card",
                due_on=(real_now() + timedelta(days=3650)).date(),
                steps=[30, 7, 1],
                ends_on_link=False,
                consent_id=consent_id,
                next_at=next_at,
            )
            await reminder_subscriptions.put(connection, conversation_id, new)

    return remind


async def test_a_conversation_that_was_promised_a_reminder_stays_until_the_last_is_told(
    talk, remind, retention
):
    await remind(await talk(timedelta(days=400)), real_now() + timedelta(days=3620))
    assert (await retention.count())["conversations"] == 0
    assert (await retention.run())["conversations"] == 0

    await remind(await talk(timedelta(days=400)), None)
    assert (await retention.count())["conversations"] == 1
    assert (await retention.run())["conversations"] == 1


async def test_a_dry_run_counts_what_a_run_removes_and_nothing_twice(talk, retention):
    await talk(timedelta(days=400))
    told = await retention.count()
    assert told["conversations"] == told["events"] == 1
    assert await retention.run() == told
