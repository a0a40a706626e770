"""Takes updates in: stored and answered before they are acknowledged."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.channels.ports import Buttons, Dispatch, OptOuts, Turns
from bot.channels.telegram.updates import Arrival, Press, parse
from bot.messages import ChannelName, InboundMessage

log = structlog.get_logger()


class Intake:
    """Takes in what updates bring; twice the same update changes nothing.

    Args:
        bot: answers pressed buttons.
        turns: answers messages; their replies are queued.
        dispatch: sends what is queued, beside the caller.
        buttons: finds payloads that were too long for a button.
        opt_outs: remembers who blocked the bot.
    """

    def __init__(
        self, bot: Bot, turns: Turns, dispatch: Dispatch, buttons: Buttons, opt_outs: OptOuts
    ) -> None:
        self._bot = bot
        self._turns = turns
        self._dispatch = dispatch
        self._buttons = buttons
        self._opt_outs = opt_outs

    async def take(self, update: Mapping[str, Any]) -> None:
        """Take an update in; what can't be read is passed over, or it would come for ever.

        Raises:
            StorageError: nothing is stored; the update has to come again.
        """
        try:
            arrival = parse(update)
        except ValueError:
            log.warning("update_unreadable", kinds=sorted(set(update) - {"update_id"}))
            return
        if arrival.press is not None:
            self._dispatch.beside(self._answer_press(arrival.press))
        if arrival.blocked_by is not None:
            await self._opt_outs.opt_out(ChannelName.TELEGRAM, arrival.blocked_by)
        if arrival.unblocked_by is not None:
            await self._opt_outs.opt_in(ChannelName.TELEGRAM, arrival.unblocked_by)
        for message in arrival.messages:
            turn = await self._turns.handle(await self._in_words(message, arrival))
            self._dispatch.soon(turn.conversation_id)

    async def _in_words(self, message: InboundMessage, arrival: Arrival) -> InboundMessage:
        """Put the payload in place of the reference that a button bears for it."""
        press = arrival.press
        if press is None or press.reference is None or not message.is_from_citizen:
            return message
        found = await self._buttons.find_payload(
            message.channel,
            message.sender_id,
            press.reference.delivery_id,
            press.reference.place,
        )
        return replace(message, text=found or press.title or "")

    async def _answer_press(self, press: Press) -> None:
        """Stop the button's waiting sign, whatever becomes of the press."""
        try:
            await self._bot.answer_callback_query(press.callback_id)
        except TelegramError as error:
            # Too late for a redelivered one; the citizen gets the answer all the same.
            log.info("press_not_answered", error=type(error).__name__)
