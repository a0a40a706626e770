"""A citizen on one channel, over real rows, and what is kept of what they said."""

import asyncio
import json
import re
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text

from bot.clock import Clock
from bot.conversation.dialogue import Dialogue
from bot.conversation.turn import Turns
from bot.messages import ChannelName, InboundMessage, Language
from bot.services.addresses import Addresses
from storage.crypto import Cipher
from storage.database import Database
from tests.conversations.talking import make_dialogue

DIALOGUE = make_dialogue()
CODE = re.compile(r"NOI-\w{4}-\w{4}")


class Service:
    """Web processes on one database, in one time that tests move."""

    def __init__(self, database: Database, dialogue: Dialogue = DIALOGUE, key: str = "k") -> None:
        self.database = database
        self.passed = timedelta(0)
        self.cipher = Cipher(key * 32)
        clock = Clock(datetime.now(UTC), datetime.now(UTC))
        self.addresses = Addresses(self.cipher)
        self.turns = Turns(database, dialogue, clock, self.now, self.addresses)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.passed

    async def rows(self, query: str, **values: Any) -> list[Any]:
        async with self.database.transaction() as connection:
            return list(await connection.execute(text(query), values))

    async def tell_all(self) -> None:
        """Do what the worker would: have conversations take their news in."""
        jobs = await self.rows("""
            DELETE FROM procrastinate_jobs WHERE task_name = 'tell_conversation' RETURNING args
        """)
        for job in jobs:
            await self.turns.trigger(**job.args)


@dataclass
class Person:
    """One conversation."""

    service: Service
    channel: ChannelName
    locale: Language = Language.VI
    name: str = field(default_factory=lambda: secrets.token_hex(6))
    conversation_id: int = 0

    async def say(self, words: str, message_id: str | None = None) -> str:
        """Say something, and return what comes back."""
        message = InboundMessage(
            channel=self.channel,
            sender_id=self.name,
            text=words,
            locale=self.locale,
            message_id=message_id,
        )
        turn = await self.service.turns.handle(message)
        self.conversation_id = turn.conversation_id
        return "\n".join(reply.text for reply in turn.replies)

    async def code(self) -> str:
        return CODE.search(await self.say("/join_channels"))[0]

    async def enter(self, code: str) -> list[str]:
        await self.say(code)
        return await self.said()

    async def join(self, other: "Person") -> list[str]:
        """Join with another conversation by its code; return the responses here."""
        return await self.enter(await other.code())

    async def said(self) -> list[str]:
        """Return the names of the responses since the citizen's last message."""
        names: list[str] = []
        for row in await self.service.rows(
            "SELECT data FROM events WHERE conversation_id = :id ORDER BY sequence",
            id=self.conversation_id,
        ):
            if row.data["event"] == "user" and not row.data["text"].startswith("/external_"):
                names = []
            if row.data["event"] == "bot":
                names.append(row.data["metadata"]["utter_action"].removeprefix("utter_"))
        return names

    async def ask(self, words: str) -> list[str]:
        await self.say(words)
        return await self.said()

    async def slots(self) -> dict[str, Any]:
        query = "SELECT state FROM conversations WHERE id = :id"
        [row] = await self.service.rows(query, id=self.conversation_id)
        return row.state["slots"]

    async def citizen_id(self) -> int | None:
        query = "SELECT citizen_id FROM conversations WHERE id = :id"
        [row] = await self.service.rows(query, id=self.conversation_id)
        return row.citizen_id


def tap(question: str, value: str) -> str:
    return "/inform_check" + json.dumps({f"link_check_{question}": value})


async def at_once(*talks: Any) -> list[Any]:
    """Do things at the same moment; who waits for somebody who waits fails in time."""
    async with asyncio.timeout(20):
        return await asyncio.gather(*talks)
