"""Joins conversations of one citizen: a code shown on one channel is typed on the other.

All of it happens in the turn's transaction. Whoever takes two conversations locks them by id, as
tickets do; see `bot.conversation.turn`.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.services.join_codes import find_code, make_code
from storage import join_codes, join_tries, joined
from storage.conversations import Conversation
from storage.crypto import Cipher
from storage.database import Connection

CODE_LASTS = timedelta(minutes=10)
WINDOW = timedelta(minutes=15)
"""Wrong codes are counted for so long."""
MOST_OWN = 5
"""So many wrong codes of one conversation, then none of its codes is looked at."""
MOST_OF_ALL = 300
"""The same of everybody together: a new conversation costs nothing."""
EVERYBODY = "all"
_PURPOSE = "join_codes"
_BITS = 62


class Entered(StrEnum):
    """What became of a code that was typed."""

    JOINED = "joined"
    WRONG = "wrong"
    """Nobody shows it: wrong, used, or too old."""
    OWN = "own"
    """It is shown in this very conversation."""
    LIMITED = "limited"
    """Too many wrong ones; it was not looked at."""


@dataclass(frozen=True, slots=True)
class Joining:
    """Joins and parts conversations.

    Attributes:
        cipher: names codes.
        real_now: real time, in UTC.
    """

    cipher: Cipher
    real_now: Callable[[], datetime]

    async def find_host(self, connection: Connection, text: str) -> int | None:
        """Return the conversation that shows the code in a text; None: there is none."""
        code = find_code(text)
        if code is None:
            return None
        return await join_codes.find(connection, self._digest(code), self.real_now())

    async def show(self, connection: Connection, conversation_id: int) -> str:
        """Return a new code for a conversation; the one before is worth nothing any more."""
        code = make_code()
        until = self.real_now() + CODE_LASTS
        await join_codes.put(connection, conversation_id, self._digest(code), until)
        return code

    async def enter(
        self,
        connection: Connection,
        conversation: Conversation,
        code: str,
        host: Conversation | None,
    ) -> Entered:
        """Take a code that was typed in a conversation.

        Args:
            connection: inside the transaction.
            conversation: where it was typed, locked.
            code: as `make_code` made it.
            host: the conversation that showed it when the turn began, locked with it.
        """
        if await self._is_limited(connection, conversation):
            return Entered.LIMITED
        if host is not None and host.id == conversation.id:
            return Entered.OWN
        now = self.real_now()
        if host is None or not await join_codes.use(connection, host.id, self._digest(code), now):
            await self._count(connection, conversation)
            return Entered.WRONG
        citizen_id = host.citizen_id or secrets.randbits(_BITS) + 1
        await joined.join(connection, (host.id, conversation.id), citizen_id)
        return Entered.JOINED

    def _digest(self, code: str) -> str:
        return self.cipher.index(code, _PURPOSE)

    def _guesser(self, conversation: Conversation) -> str:
        return self.cipher.index(f"{conversation.channel}:{conversation.sender_id}", "join_tries")

    async def _is_limited(self, connection: Connection, conversation: Conversation) -> bool:
        since = self.real_now() - WINDOW
        own = await join_tries.find(connection, self._guesser(conversation), since)
        return own >= MOST_OWN or await join_tries.find(connection, EVERYBODY, since) >= MOST_OF_ALL

    async def _count(self, connection: Connection, conversation: Conversation) -> None:
        """Count a wrong code: the guesser first, so that transactions meet in one order."""
        now = self.real_now()
        for name in (self._guesser(conversation), EVERYBODY):
            await join_tries.count(connection, name, now, now - WINDOW)
