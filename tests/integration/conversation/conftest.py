import secrets
from datetime import UTC, datetime

import pytest

from bot.bootstrap import make_dialogue
from bot.clock import Clock
from bot.conversation.dialogue import Dialogue
from bot.conversation.turn import Turns
from bot.messages import ChannelName, InboundMessage
from bot.services.deliveries import Outbox
from bot.settings import load_settings
from storage import deliveries
from storage.database import Database


@pytest.fixture(scope="session")
def dialogue() -> Dialogue:
    """The real content and the real model."""
    return make_dialogue(load_settings())


def real_now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def handler(database: Database, dialogue: Dialogue) -> Turns:
    return Turns(database, dialogue, Clock(real_now(), real_now()), real_now)


class Phone:
    """Takes every message."""

    def __init__(self):
        self.sent = []

    async def send(self, outbound):
        self.sent.append(outbound.reply.text)
        return secrets.token_hex(8)


@pytest.fixture
def phone():
    return Phone()


@pytest.fixture
def outbox(database, phone):
    return Outbox(database, {ChannelName.SMS: phone, ChannelName.TELEGRAM: phone}, real_now)


@pytest.fixture
def citizen(handler):
    """Writes from a new number; a message a call."""
    number = f"+849{secrets.randbelow(10**8):08}"

    async def say(text, channel=ChannelName.SMS):
        return await handler.handle(
            InboundMessage(
                channel=channel,
                sender_id=number,
                text=text,
                message_id=secrets.token_hex(4) if channel is ChannelName.SMS else None,
            )
        )

    say.number = number
    return say


@pytest.fixture
def remind(database, outbox):
    async def remind(conversation_id):
        new = deliveries.NewDeliveries(
            bodies=[{"text": "nhắc hạn", "buttons": []}],
            purpose="reminder",
            language="vi",
            created_at=real_now(),
        )
        async with database.transaction() as connection:
            await deliveries.queue(connection, conversation_id, new)
        await outbox.flush(conversation_id)

    return remind
