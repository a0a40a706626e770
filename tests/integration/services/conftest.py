import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot.channels.base import Capabilities, Outbound
from bot.messages import ChannelName
from bot.services.deliveries import Outbox
from storage import conversations, deliveries
from storage.database import Database


def real_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Telegraph:
    """A channel that keeps what it was given, and answers each message as it was told to."""

    answers: list[Exception | None] = field(default_factory=list)
    sent: list[Outbound] = field(default_factory=list)
    capabilities = Capabilities(has_buttons=True, longest_text=4096, can_look_up=False)

    async def send(self, outbound: Outbound) -> str:
        self.sent.append(outbound)
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        return f"m{len(self.sent)}"

    async def look_up(self, outbound: Outbound) -> str | None:
        raise NotImplementedError


@pytest.fixture
def telegraph() -> Telegraph:
    return Telegraph()


@pytest.fixture
def outbox(database: Database, telegraph: Telegraph) -> Outbox:
    return Outbox(database, {ChannelName.TELEGRAM: telegraph}, real_now)


@pytest.fixture
def queue(database: Database) -> Callable:
    """Queues texts to a new chat and returns the conversation."""

    async def queue(*texts: str, **options: object) -> int:
        async with database.transaction() as connection:
            found = await conversations.lock(
                connection, "telegram", secrets.token_hex(4), real_now()
            )
            new = deliveries.NewDeliveries(
                bodies=[{"text": text, "buttons": []} for text in texts],
                purpose="reply",
                language="vi",
                created_at=options.pop("created_at", real_now()),
                **options,
            )
            await deliveries.queue(connection, found.id, new)
        return found.id

    return queue
