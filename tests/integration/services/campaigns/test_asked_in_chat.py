"""Who asked for a deadline in a chat of theirs is told there, and gets no text for it as well."""

from datetime import date

import pytest
from sqlalchemy import text

from bot.services.campaigns.dry_run import dry_run
from bot.services.subscriptions import next_step
from storage import conversations, joined, optouts, reminder_subscriptions
from storage.optouts import CITIZEN, Proof
from storage.reminder_subscriptions import NewSubscription
from tests.integration.services.campaigns.conftest import at

DEADLINE, DUE = "portal-login-15-june-2024", date(2024, 6, 15)
CITIZEN_ID = 7_000_000_000
_CONSENT = text("""
    INSERT INTO consents (conversation_id, purpose, text_version, language, sequence, given_at)
    VALUES (:id, 'reminders', 'test', 'vi', 1, :now) RETURNING id
""")
IN_CHAT, SENT = ("cancelled", "asked_in_chat"), ("sent", None)


class Chats:
    """A citizen's conversations: by text message, and on Telegram with a reminder asked for."""

    def __init__(self, desk):
        self.desk = desk

    async def open(self, connection, channel, sender_id):
        opened = await conversations.lock(connection, channel, sender_id, self.desk.real)
        return opened.id

    async def ask(self, person, kind=DEADLINE, *, is_joined=True, asked_on=date(2024, 6, 13)):
        """The owner of a number asks for a reminder on Telegram."""
        index = self.desk.indexes[person]
        async with self.desk.database.transaction() as connection:
            texted = await self.open(connection, "sms", index)
            chat = await self.open(connection, "telegram", index)
            if is_joined:
                await joined.join(connection, (texted, chat), CITIZEN_ID + person)
            await self.subscribe(connection, chat, kind, asked_on)
        return chat

    async def subscribe(self, connection, conversation, kind, asked_on):
        given = await connection.execute(_CONSENT, {"id": conversation, "now": self.desk.real})
        new = NewSubscription(
            kind=kind,
            due_on=DUE,
            steps=(1,),
            ends_on_link=True,
            consent_id=given.scalar_one(),
            next_at=next_step(DUE, (1,), asked_on),
        )
        await reminder_subscriptions.put(connection, conversation, new)


@pytest.fixture
def chats(desk):
    return Chats(desk)


async def test_telegram_takes_the_place_of_the_text_where_the_citizen_joined_them(desk, chats):
    first, second = await desk.gather(2)
    await chats.ask(first)
    campaign = await desk.run()
    await desk.send(campaign)

    assert await desk.fates(campaign) == {first: IN_CHAT, second: SENT}


async def test_nothing_is_guessed_of_chats_that_nobody_joined(desk, chats):
    (person,) = await desk.gather(1)
    await chats.ask(person, is_joined=False)
    campaign = await desk.run()
    await desk.send(campaign)

    assert await desk.fates(campaign) == {person: SENT}


async def test_a_reminder_of_something_else_leaves_the_text_as_it_is(desk, chats):
    (person,) = await desk.gather(1)
    await chats.ask(person, kind="card")
    campaign = await desk.run()
    await desk.send(campaign)

    assert await desk.fates(campaign) == {person: SENT}


async def test_who_asked_too_late_to_be_told_in_chat_gets_the_text(desk, chats):
    (person,) = await desk.gather(1)
    await chats.ask(person, asked_on=date(2024, 6, 14))
    campaign = await desk.run()
    await desk.send(campaign)

    assert await desk.fates(campaign) == {person: SENT}


async def test_who_stopped_the_chat_gets_the_text(desk, chats):
    (person,) = await desk.gather(1)
    chat = await chats.ask(person)
    async with desk.database.transaction() as connection:
        await optouts.add(connection, chat, Proof(desk.real, CITIZEN, "blocked the bot"))
    campaign = await desk.run()
    await desk.send(campaign)

    assert await desk.fates(campaign) == {person: SENT}


async def test_a_text_waits_for_the_day_after_a_reminder_on_telegram(desk, chats):
    (person,) = await desk.gather(1)
    chat = await chats.ask(person, kind="card")
    desk.clock.moment = at(12)
    campaign = await desk.run((3,))
    async with desk.database.transaction() as connection:
        due = await reminder_subscriptions.list_due(connection, at(20), 100)
        [told] = [one for one in due if one.conversation_id == chat]
        await reminder_subscriptions.move_on(connection, told, None, date(2024, 6, 12))

    await desk.send(campaign)
    assert await desk.fates(campaign) == {person: ("queued", None)}
    desk.clock.moment = at(13)
    await desk.send(campaign)
    assert await desk.fates(campaign) == {person: SENT}


async def test_the_dry_run_says_who_is_told_in_chat(desk, chats):
    first, _second = await desk.gather(2)
    await chats.ask(first)
    number = await desk.draft()
    found = await desk.campaign(number)
    async with desk.database.transaction() as connection:
        made = await dry_run(connection, found, desk.clock.now())

    assert (made.audience, dict(made.dropped)) == (2, {"asked_in_chat": 1})
    assert sum(line.people for line in made.lines) == 1
