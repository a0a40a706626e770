"""Breaks the plain text of a reply into paragraphs, lists, links and the source line."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

_STEP = re.compile(r"(\d{1,2})\. ")
_SOURCE_STARTS = (
    "Nguồn:",
    "Nguồn thông tin liên hệ:",
    "Source:",
    "Sources:",
    "Source of the contact details:",
)
_HOTLINE = r"1900[ .\u00a0]?0368"
_HOST = r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[\w/.%-]*[\w/])?"
# What a host may not touch: an e-mail's @, a port, a longer name on either side.
_LINKABLE = re.compile(
    rf"(?<![\w@.:/-])(?:{_HOTLINE}(?!\d)|{_HOST}(?![\w@-]|[:.]\w|:/))", re.IGNORECASE
)


class BlockKind(StrEnum):
    """How a run of lines is set."""

    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    STEPS = "steps"
    SOURCE = "source"
    """Where the answer stands, in a smaller line."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line; `href` where it is a link."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Lines set alike; `start` is the number of the first step."""

    kind: BlockKind
    lines: tuple[tuple[Span, ...], ...]
    start: int = 1


def _is_official(host: str) -> bool:
    # The registry gives names under gov.vn to state bodies only.
    return f".{host}".endswith((".gov.vn", ".chinhphu.vn"))


def _href(found: str) -> str | None:
    if found[:4] == "1900":
        return "tel:19000368"
    address = re.sub("^https?://", "", found, flags=re.IGNORECASE)
    host = address.partition("/")[0].lower()
    return f"https://{host}{address[len(host) :]}" if _is_official(host) else None


def spans(line: str) -> tuple[Span, ...]:
    """A line with the hotline and official addresses as links; any other address stays text."""
    pieces: list[Span] = []
    end = 0
    for match in _LINKABLE.finditer(line):
        href = _href(match[0])
        if href is not None:
            pieces += [Span(line[end : match.start()]), Span(match[0], href)]
            end = match.end()
    pieces.append(Span(line[end:]))
    return tuple(piece for piece in pieces if piece.text)


def _kind(line: str) -> BlockKind | None:
    if line.startswith("- "):
        return BlockKind.BULLETS
    if _STEP.match(line):
        return BlockKind.STEPS
    if line.startswith(_SOURCE_STARTS):
        return BlockKind.SOURCE
    return BlockKind.PARAGRAPH if line else None


def _block(kind: BlockKind, lines: list[str]) -> Block:
    if kind is BlockKind.BULLETS:
        return Block(kind, tuple(spans(line[2:]) for line in lines))
    if kind is BlockKind.STEPS:
        start = int(lines[0].partition(".")[0])
        return Block(kind, tuple(spans(line.partition(". ")[2]) for line in lines), start)
    return Block(kind, tuple(map(spans, lines)))


def blocks(text: str) -> tuple[Block, ...]:
    """The text block by block; blank lines and a change of kind part them."""
    lines = [line.strip() for line in text.splitlines()]
    runs = groupby(lines, key=_kind)
    return tuple(_block(kind, list(run)) for kind, run in runs if kind is not None)
