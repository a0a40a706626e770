"""Splits what is too long for a channel, at sentences, the source line whole."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.messages import LONGEST_TEXT, ChannelName, Reply

_PIECE = re.compile(r"\S.*?(?:[.!?…:;](?=\s)|\n|\Z)\s*", re.DOTALL)
_SOURCE = re.compile(r"(?:Nguồn|Sources?): ")


def fit(
    channel: ChannelName,
    replies: Sequence[Reply],
    limits: Mapping[ChannelName, int] = LONGEST_TEXT,
) -> list[Reply]:
    """Return replies that a channel can show; buttons stand under the last part."""
    longest = limits.get(channel)
    return [part for reply in replies for part in _parts(reply, longest)]


def _parts(reply: Reply, longest: int | None) -> Iterator[Reply]:
    if longest is None or size(reply.text) <= longest:
        yield reply
        return
    *first, last = split(reply.text, longest)
    for text in first:
        yield Reply(text)
    yield replace(reply, text=last)


def size(text: str) -> int:
    """Return how long Telegram takes a text to be: an emoji counts as two."""
    return len(text.encode("utf-16-le")) // 2


def split(text: str, longest: int) -> list[str]:
    """Return the text in parts of at most `longest`, which holds at least a few words."""
    parts = [""]
    for piece in _pieces(text, longest):
        if parts[-1] and size((parts[-1] + piece).rstrip()) > longest:
            parts.append("")
        parts[-1] += piece
    return [part.strip() for part in parts]


def _pieces(text: str, longest: int) -> Iterator[str]:
    """Yield sentences; the source line is one; what is too long itself comes in words."""
    body, line_break, last = text.rpartition("\n")
    if not _SOURCE.match(last):
        body, line_break, last = text, "", ""
    sentences = [*_PIECE.findall(body + line_break), last]
    for sentence in filter(None, sentences):
        yield from _short(sentence, longest)


def _short(sentence: str, longest: int) -> Iterator[str]:
    if size(sentence.rstrip()) <= longest:
        yield sentence
        return
    room = longest // 2  # characters, of which each may count twice
    for word in re.findall(r"\S+\s*|\s+", sentence):
        for start in range(0, len(word), room):
            yield word[start : start + room]
