"""Turns as the tests store them."""

from datetime import UTC, datetime

from storage import conversations, turns
from storage.events import NewEvent

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
LAW_DAY = datetime(2024, 6, 10, 2, 0, tzinfo=UTC)


def example_turn(text="hạn chuyển sang VNeID là ngày nào", **changes):
    defaults = {
        "text": text,
        "received_at": NOW,
        "business_at": LAW_DAY,
        "outcome": "answered",
        "replies": [{"text": "Từ ngày 1/7/2024 …", "buttons": []}],
        "details": {"topics": ["deadline-overview"]},
        "state": {"language": "vi"},
        "events": [NewEvent("user", {"text": text}, NOW), NewEvent("bot", {}, NOW)],
    }
    return turns.NewTurn(**(defaults | changes))


async def lock(connection, sender_id, channel="rest"):
    return await conversations.lock(connection, channel, sender_id, NOW)


async def store(database, sender_id, turn, channel="rest"):
    """One whole turn; returns the conversation as it was before."""
    async with database.transaction() as connection:
        conversation = await lock(connection, sender_id, channel)
        await turns.record(connection, conversation, turn)
    return conversation


async def read_transcript(database, sender_id, limit=100):
    async with database.transaction() as connection:
        return await turns.list_transcript(connection, "rest", sender_id, limit)
