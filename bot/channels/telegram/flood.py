"""Flood control: one message a second in a chat, so many in all, answers before bulk."""

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable

from bot.channels.base import TryLater

CHAT_BURST = 3
"""So many may follow each other at once; then one a second.

Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this: 30 messages
a second in all (more where they are paid for), one a second in a chat, short bursts allowed.
"""
LONGEST_WAIT_SECONDS = 5.0
"""Whoever would have to wait longer comes again: a claim must not be held that long."""
CHATS_REMEMBERED = 10_000


class FloodControl:
    """Lets messages go one by one.

    What Telegram itself says (`retry_after`) is kept in the delivery's row: it holds that chat
    back in every process, and no other.

    Args:
        per_second: messages in all.
        now: seconds of a clock that never goes back.
    """

    def __init__(self, per_second: float, now: Callable[[], float] = time.monotonic) -> None:
        self._per_second = per_second
        self._now = now
        self._chats: dict[str, float] = {}
        self._next_at = 0.0
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()
        self._pump: asyncio.Task[None] | None = None

    async def admit(self, chat: str, *, is_answer: bool) -> None:
        """Wait until a message may go.

        Raises:
            TryLater: it would take too long.
        """
        self._take_turn_in(chat, wait := self._wait_in(chat))
        await asyncio.sleep(wait)
        gate = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (not is_answer, next(self._numbers), gate))
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._let_through())
        try:
            await asyncio.wait_for(gate, LONGEST_WAIT_SECONDS)
        except TimeoutError as error:
            raise TryLater(1, "busy") from error

    def _wait_in(self, chat: str) -> float:
        """Return how long a chat's next message has to wait."""
        wait = max(0.0, self._chats.get(chat, 0.0) - (CHAT_BURST - 1) - self._now())
        if wait > LONGEST_WAIT_SECONDS:
            raise TryLater(wait, "chat_busy")
        return wait

    def _take_turn_in(self, chat: str, wait: float) -> None:
        now = self._now()
        self._chats[chat] = max(self._chats.get(chat, 0.0), now + wait) + 1
        if len(self._chats) > CHATS_REMEMBERED:
            self._chats = {chat: until for chat, until in self._chats.items() if until > now}

    async def _let_through(self) -> None:
        """Open gates at the pace for all, for answers first."""
        while self._waiting:
            await asyncio.sleep(max(0.0, self._next_at - self._now()))
            gate = heapq.heappop(self._waiting)[2]
            if not gate.done():
                self._next_at = max(self._next_at, self._now()) + 1 / self._per_second
                gate.set_result(None)
