import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from bot.channels.base import Capabilities, Outbound
from bot.messages import ChannelName
from bot.services.deliveries import Outbox
from storage import conversations, deliveries
from storage.database import Database


def real_now() -> datetime:
    return datetime.now(UTC)


class Killed(BaseException):
    """The process ends here."""


@dataclass
class Watch:
    """Real time that tests move on."""

    now: datetime = field(default_factory=real_now)

    def __call__(self) -> datetime:
        return self.now

    def pass_seconds(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class Telegraph:
    """A channel that keeps what it was given, and answers each message as it was told to."""

    answers: list[BaseException | None] = field(default_factory=list)
    sent: list[Outbound] = field(default_factory=list)
    looked_up: list[str | BaseException | None] = field(default_factory=list)
    can_look_up: bool = False

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(has_buttons=True, longest_text=4096, can_look_up=self.can_look_up)

    @property
    def texts(self) -> list[str]:
        return [outbound.reply.text for outbound in self.sent]

    async def send(self, outbound: Outbound) -> str:
        self.sent.append(outbound)
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        return f"m{len(self.sent)}"

    async def look_up(self, _outbound: Outbound) -> str | None:
        found = self.looked_up.pop(0)
        if isinstance(found, BaseException):
            raise found
        return found

    async def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def empty_the_outbox(fresh_database_url: str) -> Callable:
    def empty() -> None:
        with psycopg.connect(fresh_database_url) as connection:
            connection.execute("DELETE FROM deliveries")

    return empty


@pytest.fixture(autouse=True)
def _nothing_left_behind(empty_the_outbox: Callable) -> None:
    empty_the_outbox()


@pytest.fixture
def telegraph() -> Telegraph:
    return Telegraph()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def outbox(database: Database, telegraph: Telegraph, watch: Watch) -> Outbox:
    return Outbox(database, {ChannelName.TELEGRAM: telegraph}, watch)


@pytest.fixture
def queue(database: Database, watch: Watch) -> Callable:
    """Queues texts to a chat, a new one unless named, and returns its conversation."""

    async def queue(*texts: str, **options: object) -> int:
        async with database.transaction() as connection:
            chat = options.pop("conversation", None)
            if chat is None:
                found = await conversations.lock(
                    connection, "telegram", secrets.token_hex(4), watch()
                )
                chat = found.id
            new = deliveries.NewDeliveries(
                bodies=[{"text": text, "buttons": []} for text in texts],
                purpose=options.pop("purpose", "reply"),
                language="vi",
                created_at=options.pop("created_at", watch()),
                **options,
            )
            await deliveries.queue(connection, chat, new)
        return chat

    return queue


@pytest.fixture
def fates(fresh_database_url: str) -> Callable:
    """Reads what became of a conversation's messages."""

    def read(conversation: int) -> list[tuple]:
        with psycopg.connect(fresh_database_url) as connection:
            return connection.execute(
                "SELECT body ->> 'text', status, provider_id, error FROM deliveries"
                " WHERE conversation_id = %s ORDER BY id",
                [conversation],
            ).fetchall()

    return read
