"""A conversation's company during a turn: those that the same citizen has joined it with."""

import json

from bot.conversation.carried import newest_check, topic_for
from bot.conversation.custody import ABOUT_JOINING
from bot.conversation.decision import Effect
from bot.services.joining import CODE_LASTS, Entered, Joining
from bot.services.tickets.news import TELL, written
from storage import conversations, jobs, joined
from storage.conversations import Conversation
from storage.database import Connection
from storage.joined import Other

JOIN_EFFECTS = frozenset(["show_join_code", "enter_join_code", "leave_channels", "find_check"])
"""Performed before the turn is stored: what comes of them is told in the same turn."""


class Company:
    """The other conversations of the citizen of one that is locked by its turn.

    Args:
        connection: inside the turn's transaction.
        conversation: as the turn found it.
        host: the conversation whose code was typed, locked with it; None: there is none.
        joining: joins and parts.
    """

    def __init__(
        self,
        connection: Connection,
        conversation: Conversation,
        host: Conversation | None,
        joining: Joining,
    ) -> None:
        self._connection = connection
        self._conversation = conversation
        self._host = host
        self._joining = joining
        self._is_alone = conversation.citizen_id is None

    async def channels(self) -> str:
        """Return the other channels, with commas between; none: the citizen joined nothing."""
        return ",".join(sorted({other.channel for other in await self._others()}))

    async def perform(self, effect: Effect) -> str | None:
        """Perform an effect on the company.

        Returns:
            News of it that the conversation must take in; None: there are none.
        """
        match effect.name:
            case "show_join_code":
                return await self._show()
            case "enter_join_code":
                return await self._enter(effect.values["code"])
            case "leave_channels":
                await joined.leave(self._connection, self._conversation.id)
                self._is_alone = True
            case "find_check":
                return await self._find_check()
            case _:
                pass
        return None

    async def _others(self) -> tuple[Other, ...]:
        if self._is_alone:
            return ()
        return await joined.list_others(self._connection, self._conversation.id)

    async def _show(self) -> str:
        code = await self._joining.show(self._connection, self._conversation.id)
        minutes = str(int(CODE_LASTS.total_seconds() // 60))
        return written(f"{ABOUT_JOINING}code", join_code=code, join_minutes=minutes)

    async def _enter(self, code: str) -> str:
        host = self._host
        entered = await self._joining.enter(self._connection, self._conversation, code, host)
        told = {"join_outcome": entered.value}
        if entered is Entered.JOINED and host is not None:
            self._is_alone = False
            told["join_channel"] = host.channel
            own = self._conversation.state
            check = newest_check(own, [host.state])
            if check is not None:
                told["carried_check"] = json.dumps(check)
            elif topic := topic_for(own, host.state):
                told["carried_topic"] = json.dumps(topic)
            await self._tell_host(host)
        return written(f"{ABOUT_JOINING}told", **told)

    async def _tell_host(self, host: Conversation) -> None:
        """Have the other side told, too: nobody is joined without hearing of it."""
        key = f"joined-{self._conversation.id}-{self._conversation.next_sequence}"
        payload = written(f"{ABOUT_JOINING}host", join_channel=self._conversation.channel)
        arguments = {"conversation_id": host.id, "payload": payload, "key": key}
        await jobs.defer(self._connection, TELL, arguments, key=f"{key}-{host.id}")

    async def _find_check(self) -> str:
        states = [other.state for other in await self._others()]
        check = newest_check(self._conversation.state, states)
        found = {} if check is None else {"carried_check": json.dumps(check)}
        return written(f"{ABOUT_JOINING}check", **found)


async def lock_with(
    connection: Connection, host_id: int | None, channel: str, sender_id: str
) -> Conversation | None:
    """Lock the conversation whose code was typed and the one it was typed in, by id.

    Whoever takes two conversations takes the older first, so that two citizens who type each
    other's codes at the same moment wait for one another once, not for ever. A conversation that
    begins with the code is the younger one anyway.
    """
    if host_id is None:
        return None
    own = await conversations.find(connection, channel, sender_id)
    ids = {host_id} if own is None else {host_id, own.id}
    found = await conversations.lock_all(connection, tuple(ids))
    return next((one for one in found if one.id == host_id), None)
