"""A citizen in front of the bot, and the desk behind it, for tests of one conversation."""

import secrets
from datetime import UTC, datetime, timedelta

from bot.conversation.turn import Turns
from bot.messages import ChannelName, InboundMessage
from bot.services.tickets.ticket import Actor, Edit
from bot.services.tickets.viewing import list_tickets, view
from storage import conversations

LAN = Actor(1, "Cán bộ mẫu Lan")


class HandClock:
    at = datetime(2026, 11, 23, 2, tzinfo=UTC)

    def now(self):
        return self.at


class Case:
    """A citizen on a channel, and the desk."""

    def __init__(self, database, dialogue, channel=ChannelName.WEB):
        self.clock = HandClock()
        self.turns = Turns(database, dialogue, self.clock, self.clock.now)
        self.desk = self.turns.tickets
        self.channel = channel
        self.sender_id = secrets.token_hex(6)
        self.database = database

    async def say(self, text, message_id=None, locale=None):
        self.clock.at += timedelta(seconds=20)
        message = InboundMessage(
            channel=self.channel,
            sender_id=self.sender_id,
            text=text,
            message_id=message_id,
            locale=locale,
        )
        return await self.turns.handle(message)

    async def send(self, thing):
        """Sends what is no text, such as a photo."""
        self.clock.at += timedelta(seconds=20)
        news = InboundMessage(
            channel=self.channel,
            sender_id=self.sender_id,
            text=f"/external_{thing}",
            is_from_citizen=False,
        )
        return await self.turns.handle(news)

    async def tickets(self):
        async with self.desk.work() as work:
            found = await list_tickets(work)
            return [one for one in found if one.conversation_id == (await self._row(work)).id]

    async def owner(self):
        async with self.desk.work() as work:
            return (await self._row(work)).owner

    async def seen(self):
        (ticket,) = await self.tickets()
        async with self.desk.work() as work:
            return await view(work, ticket.id)

    async def _row(self, work):
        return await conversations.find(work.connection, self.channel, self.sender_id)

    async def edit(self):
        (ticket,) = await self.tickets()
        return Edit(ticket.id, ticket.version, LAN)
