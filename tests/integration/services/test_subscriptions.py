"""Reminders in chat: asked for with proof, told once a step, ended by a word, never after it."""

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.bootstrap import make_dialogue
from bot.clock import VIETNAM
from bot.conversation.actions.reminders.memory import TEXT_VERSION
from bot.conversation.turn import Turns
from bot.messages import ChannelName, InboundMessage, Language
from bot.services.addresses import Addresses
from bot.services.campaigns.stopping import cancel_for_citizen
from bot.services.subscriptions import Subscriptions
from bot.settings import load_settings
from storage import reminder_audiences
from storage.crypto import Cipher
from storage.reminder_audiences import NewMember
from tests.integration.services.campaigns.conftest import StandingClock

CONSENT_TEXTS = {"reminders-1": "6339ba47ae56"}
CARD = '/subscribe_reminders{"reminder_kind":"card"}'


@pytest.fixture(scope="module")
def dialogue():
    return make_dialogue(load_settings())


class Chat:
    """One citizen on one channel, and the worker that reminds."""

    def __init__(self, database, dialogue, channel, sender):
        self.database, self.channel, self.sender = database, channel, sender
        self.clock = StandingClock(datetime(2026, 11, 22, 10, tzinfo=VIETNAM))
        self.addresses = Addresses(Cipher("k" * 32))
        self.turns = Turns(
            database, dialogue, self.clock, lambda: datetime.now(UTC), self.addresses
        )
        self.conversation = 0
        self.count = 0
        self.reminders = Subscriptions(database, self.clock, self.turns.trigger)

    async def say(self, words):
        self.count += 1
        turn = await self.turns.handle(
            InboundMessage(
                channel=self.channel,
                sender_id=self.sender,
                text=words,
                message_id=f"m{self.count}",
                locale=Language.VI,
            )
        )
        self.conversation = turn.conversation_id
        return "\n".join(reply.text for reply in turn.replies)

    async def subscribe(self, day="31/12/2027"):
        await self.say(CARD)
        await self.say(day)
        return await self.say("/affirm")

    async def rows(self, query, **values):
        async with self.database.transaction() as connection:
            found = await connection.execute(text(query), values or {"id": self.conversation})
            return list(found)

    async def told(self):
        """The reminders that were queued."""
        found = await self.rows(
            "SELECT body ->> 'text' FROM deliveries WHERE conversation_id = :id"
            " AND purpose = 'notice' ORDER BY id"
        )
        return [row[0] for row in found]

    async def on(self, day, hour=10):
        """Lets a day come and the worker look."""
        self.clock.moment = datetime.combine(day, datetime.min.time(), VIETNAM) + timedelta(
            hours=hour
        )
        await self.reminders.remind()


@pytest.fixture
def chat(database, dialogue, request):
    channel = getattr(request, "param", ChannelName.TELEGRAM)
    return Chat(database, dialogue, channel, f"+8491{abs(hash(request.node.name)) % 10**7:07d}")


def test_a_changed_consent_text_has_a_new_version(dialogue):
    responses = dialogue.catalogue.responses
    texts = [
        wording
        for language in Language
        for one in responses[language]["utter_ask_reminder_consent"].variations
        for wording in (one.text, one.sms_text)
    ]
    digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()
    assert digest.startswith(CONSENT_TEXTS[TEXT_VERSION])


@pytest.mark.parametrize("chat", [ChannelName.TELEGRAM, ChannelName.SMS], indirect=True)
async def test_who_agrees_is_reminded_on_the_same_channel_once_a_step(chat):
    said = await chat.subscribe()
    assert "31/12/2027" in said

    await chat.on(date(2027, 11, 1))
    await chat.on(date(2027, 11, 30))
    assert len(await chat.told()) == 1
    for _ in range(3):
        await chat.on(date(2027, 12, 1))
    told = await chat.told()
    assert len(told) == 2
    assert "31/12/2027" in told[-1]
    assert "30" in told[-1]


@pytest.mark.parametrize("chat", [ChannelName.SMS], indirect=True)
async def test_a_campaign_sees_that_somebody_was_reminded_today(chat, database):
    await chat.subscribe()
    known = chat.addresses.know(ChannelName.SMS, chat.sender)
    member = NewMember(known.sender_id, known.sealed, "vi")
    now = datetime.now(UTC)
    async with database.transaction() as connection:
        audience = await reminder_audiences.add(connection, chat.sender, "test", "0", "x", now)
        await reminder_audiences.add_members(connection, audience.id, [member], now)
    await chat.on(date(2027, 12, 1))

    reminded = "SELECT reminded_on FROM reminder_recipients WHERE phone_index = :index"
    assert (await chat.rows(reminded, index=known.sender_id))[0] == (date(2027, 12, 1),)


async def test_consent_is_kept_with_its_proof(chat):
    await chat.subscribe()

    [proof] = await chat.rows(
        "SELECT purpose, text_version, language, withdrawn_at FROM consents"
        " WHERE conversation_id = :id"
    )
    assert proof == ("reminders", TEXT_VERSION, "vi", None)


async def test_without_consent_nothing_is_kept(chat):
    await chat.say(CARD)
    await chat.say("31/12/2027")
    await chat.say("/deny")

    kept = "SELECT FROM reminder_subscriptions WHERE conversation_id = :id"
    assert await chat.rows(kept) == []


async def test_the_day_on_a_card_is_an_answer_and_no_question_about_deadlines(chat):
    await chat.say(CARD)
    said = await chat.say("31/12/2027")

    assert said.startswith("Trợ lý xin phép nhắc")


async def test_a_deadline_that_was_not_announced_yet_is_not_offered(chat):
    chat.clock.moment = datetime(2024, 5, 20, 10, tzinfo=VIETNAM)
    said = await chat.say('/subscribe_reminders{"reminder_kind":"deadline"}')

    assert "1/7/2024" in said
    assert "15/6/2024" not in said


async def test_no_deadline_is_invented_when_none_lies_ahead(chat):
    said = await chat.say("/subscribe_reminders")
    refused = await chat.say('/subscribe_reminders{"reminder_kind":"deadline"}')

    assert "không có mốc chung nào sắp tới" in said
    assert "không biết mốc chung nào sắp tới" in refused


async def test_deadlines_ahead_are_reminded_of_until_the_accounts_are_linked(chat, database):
    chat.clock.moment = datetime(2024, 5, 20, 10, tzinfo=VIETNAM)
    await chat.say('/subscribe_reminders{"reminder_kind":"deadline"}')
    await chat.say("/affirm")
    await chat.on(date(2024, 6, 1))
    assert len(await chat.told()) == 1

    async with database.transaction() as connection:
        await cancel_for_citizen(connection, chat.conversation, datetime.now(UTC))
    for day in range(2, 16):
        await chat.on(date(2024, 6, day))
    assert len(await chat.told()) == 1


@pytest.mark.parametrize("words", ["HUY NHAC", "STOP", "stop reminders"])
async def test_after_the_word_that_ends_it_nobody_is_reminded(chat, words):
    await chat.subscribe()
    await chat.say(words)
    await chat.on(date(2027, 12, 1))

    assert await chat.told() == []


async def test_erasing_the_conversation_erases_the_reminders(chat):
    await chat.subscribe()
    shown = await chat.say("/show_kept")
    await chat.say("/confirm_erasure")
    await chat.on(date(2027, 12, 1))

    assert "31/12/2027" in shown
    assert await chat.told() == []
    kept = "SELECT FROM reminder_subscriptions WHERE conversation_id = :id"
    assert await chat.rows(kept) == []


@pytest.mark.parametrize("chat", [ChannelName.REST, ChannelName.WEB], indirect=True)
async def test_where_nothing_can_be_pushed_the_way_is_shown_and_no_number_asked(chat):
    said = await chat.say(CARD)

    assert "NHAC HAN" in said
    assert "Telegram" in said


async def test_a_day_that_has_passed_is_not_taken(chat):
    await chat.say(CARD)
    said = await chat.say("1/1/2020")

    assert "đã qua" in said
    assert "hết hạn ngày nào" in said


async def test_at_night_and_twice_a_day_nobody_is_reminded(chat):
    await chat.subscribe("31/12/2027")
    await chat.say('/subscribe_reminders{"reminder_kind":"activation"}')
    chat.clock.moment = datetime(2027, 11, 28, 10, tzinfo=VIETNAM)
    await chat.say("27/11/2027")
    await chat.say("/affirm")

    await chat.on(date(2027, 12, 1), hour=23)
    assert await chat.told() == []
    await chat.on(date(2027, 12, 2))
    assert len(await chat.told()) == 1
    await chat.on(date(2027, 12, 2), hour=12)
    assert len(await chat.told()) == 1
    await chat.on(date(2027, 12, 3))
    assert len(await chat.told()) == 2
