"""Telegram's side of a benchmark: updates handed over until they are taken."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.channels.telegram.commands import read_command
from bot.channels.telegram.setup import CONNECTIONS
from bot.messages import ChannelName, InboundMessage
from bot.services.editions import keyed
from storage.crypto import Cipher

KEY = "synthetic key that seals addresses in a benchmark"
SECRET = "synthetic-secret-of-a-benchmark"  # noqa: S105 - of the emulator
QUESTIONS = ("/help", "/privacy", "tổng đài VNeID số mấy?", "VNeID là gì?")
FIRST_CHAT = 800_000_000
PATIENCE_SECONDS = 1.0


@dataclass
class Deliverer:
    """Hands updates over as Telegram does: one chat's in order, again until answered with 200.

    Attributes:
        at_once: so many connections Telegram opens; all others wait.
    """

    address: str
    client: httpx.AsyncClient
    at_once: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(CONNECTIONS))
    handed_over_at: dict[tuple[int, int], float] = field(default_factory=dict)
    repeated: int = 0
    taken: int = 0

    async def hand_over(self, chat: int, number: int) -> None:
        """Hand one message over."""
        update = _update(chat, number)
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        self.handed_over_at[chat, number] = time.time()
        # A connection that was refused is tried again before another message takes its place.
        async with self.at_once:
            while not await self._is_taken(update, headers):
                self.repeated += 1
                await asyncio.sleep(PATIENCE_SECONDS)
        self.taken += 1

    async def _is_taken(self, update: dict[str, Any], headers: dict[str, str]) -> bool:
        try:
            answer = await self.client.post(self.address, json=update, headers=headers)
        except httpx.HTTPError:
            return False
        return answer.status_code == httpx.codes.OK


def question(number: int) -> str:
    """Return the text of a chat's message; two that follow each other differ."""
    return QUESTIONS[number % len(QUESTIONS)]


def kept_by(cipher: Cipher, chat: int, number: int) -> str:
    """Return the key that a chat's message is kept by."""
    written = InboundMessage(
        channel=ChannelName.TELEGRAM,
        sender_id=str(chat),
        text=read_command(question(number)),
        message_id=str(number),
        is_editable=True,
    )
    return str(keyed(written, cipher).message_id)


def _update(chat: int, number: int) -> dict[str, Any]:
    user = {"id": chat, "is_bot": False, "first_name": "Synthetic", "language_code": "vi"}
    return {
        "update_id": (chat - FIRST_CHAT) * 1000 + number,
        "message": {
            "message_id": number,
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private"},
            "from": user,
            "text": question(number),
        },
    }
