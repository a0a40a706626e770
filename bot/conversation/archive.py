"""What was said so far: shown again, told in Rasa's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.content.domain import Domain
from bot.conversation.events import Event
from bot.conversation.hearing import EXTERNAL
from bot.conversation.tracker import new_tracker
from bot.messages import ChannelName, Language, Reply
from storage import conversations, events, fetched_deliveries, turns
from storage.database import Database

RECENT_EVENTS = 200
"""So many events a tracker tells; older ones stay in the store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptEntry:
    """One message and what it was answered; `at` is real time, in UTC.

    Attributes:
        text: empty where nobody had asked: news of ours, an officer's words.
    """

    text: str
    replies: tuple[Reply, ...]
    at: datetime
    language: Language


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation as it stands.

    Attributes:
        newest: the newest delivery that it contains; 0: there is none.
    """

    entries: tuple[TranscriptEntry, ...]
    newest: int


@dataclass(frozen=True, slots=True)
class News:
    """A message that nobody had asked for; `number` grows."""

    number: int
    reply: Reply
    language: Language


class Archive:
    """Reads stored conversations."""

    def __init__(self, database: Database, domain: Domain) -> None:
        self._database = database
        self._domain = domain

    async def transcript(
        self, channel: ChannelName, sender_id: str, limit: int
    ) -> tuple[TranscriptEntry, ...]:
        """Return the newest `limit` messages with their replies, oldest first."""
        async with self._database.transaction() as connection:
            stored = await turns.list_transcript(connection, channel.value, sender_id, limit)
        return tuple(map(entry_of, stored))

    async def show(self, channel: ChannelName, sender_id: str, limit: int) -> Transcript:
        """Return the newest messages to someone who sees them now: no news waits any more."""
        name = channel.value
        async with self._database.transaction() as connection:
            if not await conversations.hold(connection, name, sender_id):
                return Transcript((), 0)
            newest = await fetched_deliveries.find_newest(connection, name, sender_id)
            await fetched_deliveries.mark_shown(connection, name, sender_id, newest)
            stored = await turns.list_transcript(connection, name, sender_id, limit)
        return Transcript(tuple(map(entry_of, stored)), newest)

    async def news(self, channel: ChannelName, sender_id: str, after: int) -> tuple[News, ...]:
        """Return the news after a number, in order; what came up to it was shown."""
        name = channel.value
        async with self._database.transaction() as connection:
            found = await fetched_deliveries.list_since(connection, name, sender_id, after)
            await fetched_deliveries.mark_shown(connection, name, sender_id, after)
        return tuple(
            News(one.id, Reply.from_json(one.body), Language(one.language)) for one in found
        )

    async def events(self, channel: ChannelName, sender_id: str) -> tuple[Event, ...]:
        """Return the recent events of a conversation, oldest first; none: it is unknown."""
        async with self._database.transaction() as connection:
            found = await conversations.find(connection, channel.value, sender_id)
            if found is None:
                return ()
            recent = await events.list_recent(connection, found.id, RECENT_EVENTS)
        return tuple(event.data for event in recent)

    async def tracker(self, sender_id: str) -> Mapping[str, object] | None:
        """Return a conversation of the REST channel as Rasa's tracker; None: unknown."""
        recent = await self.events(ChannelName.REST, sender_id)
        if not recent:
            return None
        return new_tracker(sender_id, self._domain).apply(recent).to_rasa(recent)


def entry_of(turn: turns.StoredTurn) -> TranscriptEntry:
    """Return a stored turn as it is shown."""
    return TranscriptEntry(
        text="" if turn.text.startswith(EXTERNAL) else turn.text,
        replies=tuple(Reply.from_json(reply) for reply in turn.replies),
        at=turn.received_at,
        language=Language(turn.details["language"]),
    )
