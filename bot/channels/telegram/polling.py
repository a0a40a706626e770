"""Polling: an update is acknowledged once it is stored, nothing before."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.bot_api import TelegramBot
from bot.channels.telegram.faults import fate_of
from bot.channels.telegram.intake import Intake
from bot.errors import SettingsError

log = structlog.get_logger()

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 30.0
WRITERS = ("message", "edited_message", "callback_query", "my_chat_member")

Fields = Mapping[str, Any]


class Poller:
    """Fetches updates and takes them in, one chat's in order, different chats' at once."""

    def __init__(self, bot: TelegramBot, intake: Intake) -> None:
        self._bot = bot
        self._intake = intake
        self._offset: int | None = None
        self._pause = FIRST_PAUSE_SECONDS

    async def run(self) -> None:
        """Poll until cancelled.

        Raises:
            SettingsError: the token is wrong.
        """
        while True:
            try:
                updates = await self._bot.fetch_updates(self._offset)
                await self._take(updates)
                self._pause = FIRST_PAUSE_SECONDS
            except InvalidToken as error:
                raise SettingsError("VNEID_TELEGRAM_TOKEN is not a bot's token") from error
            except Conflict:
                log.warning("another_poller_or_webhook")
                await self._rest(LONGEST_PAUSE_SECONDS)
            except TelegramError as error:
                log.warning("poll_failed", error=type(error).__name__)
                asked = getattr(fate_of(error), "wait_seconds", 0.0)
                await self._rest(asked if isinstance(error, RetryAfter) else 0.0)
            except Exception:  # the store is away: nothing was acknowledged
                log.exception("update_not_stored")
                await self._rest(0.0)

    async def _take(self, updates: Sequence[Fields]) -> None:
        """Take a batch in; it is acknowledged by the next fetch, if all of it is stored."""
        chats: dict[object, list[Fields]] = defaultdict(list)
        for update in updates:
            chats[_chat_of(update)].append(update)
        outcomes = await asyncio.gather(
            *(self._take_in_order(chat) for chat in chats.values()), return_exceptions=True
        )
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                raise outcome
        if updates:
            self._offset = max(update["update_id"] for update in updates) + 1

    async def _take_in_order(self, updates: Sequence[Fields]) -> None:
        for update in updates:
            await self._intake.take(update)

    async def _rest(self, at_least: float) -> None:
        await asyncio.sleep(max(at_least, self._pause))
        self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)


def _chat_of(update: Fields) -> object:
    """Return whose update it is; those of one chat stay in order."""
    content: object = next((update[kind] for kind in WRITERS if kind in update), None)
    message = content.get("message", content) if isinstance(content, dict) else {}
    chat = message.get("chat") if isinstance(message, dict) else None
    return chat.get("id") if isinstance(chat, dict) else None
