"""The Bot API of one bot, through python-telegram-bot's raw `Bot`.

Its `Application` is left out: it acknowledges an update before it is dealt with, so that a crash
loses the message. Its `AIORateLimiter` too: one `RetryAfter` halts every chat.
"""

import os
from collections.abc import Sequence
from typing import Any

from telegram import Bot
from telegram.request import HTTPXRequest

OFFICIAL_API = "https://api.telegram.org"
UPDATE_KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""What Telegram is asked to send; it sends nothing else."""
POLL_SECONDS = 25
CONNECT_SECONDS, ANSWER_SECONDS = 5.0, 10.0
CONNECTIONS = 32
LARGEST_BATCH = 100


class TelegramBot(Bot):
    """A bot that can also fetch updates unparsed: one that can't be read spoils no batch."""

    async def fetch_updates(self, offset: int | None) -> Sequence[dict[str, Any]]:
        """Return waiting updates, or wait for some; those before `offset` are acknowledged.

        Raises:
            TelegramError: they could not be fetched.
        """
        asked = {
            "offset": offset,
            "limit": LARGEST_BATCH,
            "timeout": POLL_SECONDS,
            "allowed_updates": UPDATE_KINDS,
        }
        fetched: list[dict[str, Any]] = await self._post(
            "getUpdates", asked, read_timeout=POLL_SECONDS + ANSWER_SECONDS
        )
        return fetched

    async def disconnect(self) -> None:
        """Give connections back; `shutdown` does that only once Telegram was asked who it is."""
        for request in self._request:
            await request.shutdown()


def make_bot(token: str, api_url: str | None = None) -> TelegramBot:
    """Return a bot that has not been spoken to yet.

    Args:
        token: the bot's, from @BotFather.
        api_url: another Bot API server; None: Telegram's own.
    """
    # Without it the library warns each time that Telegram asks us to slow down.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    base = (api_url or OFFICIAL_API).rstrip("/")
    request, polling = (
        HTTPXRequest(
            connection_pool_size=size,
            connect_timeout=CONNECT_SECONDS,
            pool_timeout=CONNECT_SECONDS,
            write_timeout=CONNECT_SECONDS,
            read_timeout=ANSWER_SECONDS,
        )
        for size in (CONNECTIONS, 1)
    )
    return TelegramBot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=request,
        get_updates_request=polling,
    )
