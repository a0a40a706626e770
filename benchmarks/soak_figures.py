"""What became of a soak's messages, read from the rows and from what citizens saw.

lost      a message without its turn, or an answer that never went out though nothing is in doubt
twice     a message decided twice, or an answer seen twice that was not resent
order     a turn or an answer after a later one
open      an answer that is still on its way four minutes after the last message
resent    an answer whose process died between claiming it and saying what became of it; it was
          sent, or sent again: the Bot API has nothing to look a message up by
doubled   a resent answer that the citizen saw twice
unknown   an answer that this befell twice: nobody can say whether it arrived, and it stays so
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from benchmarks.rows import read
from benchmarks.telegram_side import KEY, kept_by
from storage.keys import open_cipher
from tests.peers.telegram.emulator import Emulator

VIOLATIONS = ("lost", "twice", "order", "open")
_STORED = """
    SELECT sender_id, message_id FROM inbound_messages
    JOIN conversations ON id = conversation_id ORDER BY sequence
"""
_QUEUED = """
    SELECT sender_id, body ->> 'text', status, is_resent, settled_at IS NULL FROM deliveries
    JOIN conversations ON conversations.id = conversation_id ORDER BY deliveries.id
"""


@dataclass
class Chat:
    """One chat: ids of what it wrote and of what was stored, what was queued for it and seen."""

    written: list[str]
    stored: list[str] = field(default_factory=list)
    queued: list[tuple[str, str, bool, bool]] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def figures(self) -> Counter[str]:
        """Return how often each thing of this module's list happened."""
        told = [text for text, _ in groupby(self.seen)]
        certain = [text for text, status, *_ in self.queued if status == "sent"]
        resent = sum(is_resent for *_, is_resent, _ in self.queued)
        doubled = len(self.seen) - len(told)
        return Counter(
            lost=len(set(self.written) - set(self.stored)) + _missing(certain, told),
            twice=len(self.stored) - len(set(self.stored)) + max(0, doubled - resent),
            order=_missing(self.stored, self.written)
            + _missing(told, (text for text, *_ in self.queued)),
            open=sum(is_open for *_, is_open in self.queued),
            resent=resent,
            doubled=doubled,
            unknown=sum(
                status == "unknown" and not is_open for _, status, _, is_open in self.queued
            ),
        )


def count(url: str, emulator: Emulator, written: Mapping[int, int]) -> dict[str, int]:
    """Return the figures of all chats together.

    Args:
        url: the database.
        emulator: knows what each chat saw.
        written: messages of each chat.
    """
    cipher = open_cipher(url, KEY)
    chats = {
        number: Chat([kept_by(cipher, number, place) for place in range(messages)])
        for number, messages in written.items()
    }
    named = {cipher.index(str(number), "telegram"): chat for number, chat in chats.items()}
    for name, message_id in read(url, _STORED):
        named[name].stored.append(message_id)
    for name, *delivery in read(url, _QUEUED):
        named[name].queued.append(tuple(delivery))
    for call in emulator.calls("sendMessage"):
        chats[int(call["body"]["chat_id"])].seen.append(call["body"]["text"])
    total: Counter[str] = Counter()
    for chat in chats.values():
        total.update(chat.figures())
    return dict(total)


def _missing(wanted: Iterable[str], found: Iterable[str]) -> int:
    """Return how many of `wanted` do not stand in `found` in the same order."""
    rest = iter(found)
    return sum(all(text != other for other in rest) for text in wanted)
