"""Sends deliveries as Telegram messages."""

import asyncio

from telegram import LinkPreviewOptions
from telegram.error import TelegramError

from bot.channels.base import Capabilities, FateUnknown, Outbound
from bot.channels.telegram.bot_api import TelegramBot
from bot.channels.telegram.faults import fate_of
from bot.channels.telegram.flood import FloodControl
from bot.channels.telegram.keyboards import keyboard
from bot.messages import LONGEST_TEXT, ChannelName

WHOLE_SECONDS = 30
"""An answer that drips in byte by byte is not waited for any longer."""


class TelegramSender:
    """Sends plain text, so that nothing has to be escaped; Telegram links addresses by itself."""

    def __init__(self, bot: TelegramBot, flood: FloodControl) -> None:
        self._bot = bot
        self._flood = flood

    @property
    def capabilities(self) -> Capabilities:
        """What Telegram can show; it can't be asked what became of a message."""
        return Capabilities(
            has_buttons=True,
            longest_text=LONGEST_TEXT[ChannelName.TELEGRAM],
            can_look_up=False,
        )

    async def send(self, outbound: Outbound) -> str:
        """Send one message and return its id in the chat."""
        await self._flood.admit(outbound.address, is_answer=outbound.is_answer)
        try:
            async with asyncio.timeout(WHOLE_SECONDS):
                message = await self._bot.send_message(
                    int(outbound.address),
                    outbound.reply.text,
                    reply_markup=keyboard(outbound.delivery_id, outbound.reply.buttons),
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                )
        except TelegramError as error:
            raise fate_of(error) from error
        except TimeoutError as error:
            raise FateUnknown("no_answer") from error
        except (KeyError, TypeError, ValueError) as error:
            raise FateUnknown("unreadable_answer") from error
        return str(message.message_id)

    async def look_up(self, outbound: Outbound) -> str | None:
        """Refuse: the Bot API has nothing to look a message up by."""
        raise NotImplementedError(f"delivery {outbound.delivery_id} can't be looked up")

    async def close(self) -> None:
        """Give connections back."""
        await self._bot.disconnect()
