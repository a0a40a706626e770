"""Polling: an update is acknowledged once it is stored, nothing before."""

import asyncio
from collections import Counter, defaultdict
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
TRIES = 5
"""An update that can't be stored, while those of others can, is set aside after so many."""
WRITERS = ("message", "edited_message", "callback_query", "my_chat_member")

_UNKNOWN_BOT = (
    "Telegram does not know VNEID_TELEGRAM_TOKEN: compare it with @BotFather's (/mybots, API Token)"
)
_WEBHOOK = "a webhook takes this bot's messages; `vneid-bot telegram setup --no-webhook` drops it"

Fields = Mapping[str, Any]


class Poller:
    """Fetches updates and takes them in, one chat's in order, different chats' at once."""

    def __init__(self, bot: TelegramBot, intake: Intake) -> None:
        self._bot = bot
        self._intake = intake
        self._offset: int | None = None
        self._pause = FIRST_PAUSE_SECONDS
        self._has_way = False
        self._trouble = ""
        self._failures: Counter[int] = Counter()

    async def run(self) -> None:
        """Poll until cancelled.

        Raises:
            SettingsError: the token is wrong, or a webhook takes the messages.
        """
        while True:
            try:
                await self._require_no_webhook()
                await self._take(await self._bot.fetch_updates(self._offset))
            except SettingsError:
                raise
            except InvalidToken as error:
                raise SettingsError(_UNKNOWN_BOT) from error
            except Conflict:
                await self._rest("another_poller_or_webhook", LONGEST_PAUSE_SECONDS)
            except TelegramError as error:
                asked = getattr(fate_of(error), "wait_seconds", 0.0)
                at_least = asked if isinstance(error, RetryAfter) else 0.0
                await self._rest("poll_failed", at_least, error=type(error).__name__)
            except Exception as error:  # mostly the store is away: nothing was acknowledged
                log.exception("update_not_stored", kinds=getattr(error, "kinds", None))
                await self._rest("updates_wait")
            else:
                self._go_on()

    async def _require_no_webhook(self) -> None:
        if not self._has_way and (await self._bot.get_webhook_info()).url:
            raise SettingsError(_WEBHOOK)
        self._has_way = True

    async def _take(self, updates: Sequence[Fields]) -> None:
        """Take a batch in; it is acknowledged by the next fetch, if all of it is stored."""
        chats: dict[object, list[Fields]] = defaultdict(list)
        for update in updates:
            chats[_chat_of(update)].append(update)
        outcomes = await asyncio.gather(
            *(self._take_in_order(chat) for chat in chats.values()), return_exceptions=True
        )
        failed = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        if len(failed) < len(chats):
            self._failures.update(
                one.update_id for one in failed if isinstance(one, _NotTaken) and one.is_its_own
            )
        if failed:
            raise failed[0]
        if updates:
            self._offset = max(update["update_id"] for update in updates) + 1
            self._failures.clear()

    async def _take_in_order(self, updates: Sequence[Fields]) -> None:
        for update in updates:
            try:
                await self._intake.take(update)
            except Exception as error:
                failed = _NotTaken(update, error)
                if not failed.is_its_own or self._failures[failed.update_id] < TRIES:
                    raise failed from error
                log.exception("update_set_aside", kinds=failed.kinds)

    async def _rest(self, trouble: str, at_least: float = 0.0, **said: str) -> None:
        """Wait before the next try, each time longer; the same trouble is told once."""
        if trouble != self._trouble:
            log.warning(trouble, **said)
        self._trouble = trouble
        await asyncio.sleep(max(at_least, self._pause))
        self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)

    def _go_on(self) -> None:
        if self._trouble:
            log.warning("polling_goes_on", after=self._trouble)
        self._trouble, self._pause = "", FIRST_PAUSE_SECONDS


class _NotTaken(Exception):
    """An update that could not be stored.

    Attributes:
        is_its_own: what it says can't be stored, as far as anybody can tell; a database that is
            away, or a mistake of ours that meets every message, shows itself otherwise.
    """

    def __init__(self, update: Fields, error: Exception) -> None:
        super().__init__(type(error).__name__)
        self.update_id: int = update["update_id"]
        self.kinds = sorted(set(update) - {"update_id"})
        self.is_its_own = isinstance(error, ValueError)


def _chat_of(update: Fields) -> object:
    """Return whose update it is; those of one chat stay in order."""
    content: object = next((update[kind] for kind in WRITERS if kind in update), None)
    message = content.get("message", content) if isinstance(content, dict) else {}
    chat = message.get("chat") if isinstance(message, dict) else None
    return chat.get("id") if isinstance(chat, dict) else None
