"""Telegram's side of a benchmark: updates handed over until they are taken."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.channels.telegram.setup import CONNECTIONS

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


def update_id(chat: int, number: int) -> int:
    """Return the id of the update that brings a chat's message; messages are kept by it."""
    return (chat - FIRST_CHAT) * 1000 + number


def _update(chat: int, number: int) -> dict[str, Any]:
    user = {"id": chat, "is_bot": False, "first_name": "Synthetic", "language_code": "vi"}
    return {
        "update_id": update_id(chat, number),
        "message": {
            "message_id": number,
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private"},
            "from": user,
            "text": question(number),
        },
    }
