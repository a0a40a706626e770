"""Codes that a citizen types: ours, that joins conversations, and the portal's, which it does not.

The portal's code belongs on the portal's own page. It is known by what RFC 8628 recommends and the
portal makes: eight consonants, in two halves; nobody writes a word so.
"""

import re
from dataclasses import dataclass

from bot.conversation.commands import Command
from bot.conversation.folding import fold
from bot.conversation.understanding.entities import Entity
from bot.services.join_codes import code_spans, find_code

ENTER = "enter_join_code"
PORTAL = "paste_portal_code"
JOIN_CODE = "join_code"
LONGEST = 80
"""A code that is written without a dash counts in a message no longer than this."""
LEAST_DIFFERENT = 4
"""Different letters of a code; "qqqqqqqq" is none."""
_EXTRACTOR = "TypedCodes"

_HALF = "[bcdfghjklmnpqrstvwxz]{4}"
_WITH_DASH = re.compile(rf"(?<![\w/-]){_HALF}[-–—]{_HALF}(?![\w-])")
_ALONE = re.compile(
    r"\W*(?:(?:ma|code|cua|toi|em|minh|la|day|ne|nay|my|the|is|here|it|this|portal|cong)\W+)*"
    rf"(?P<code>{_HALF} ?{_HALF})(?:\W+(?:nhe|nha|a|day|ne|please))*\W*"
)
ABBREVIATIONS = frozenset(
    [
        *("cccd", "cmnd", "cmtd", "dvcq", "tthc", "vnpt", "cntt", "ttth", "csdl"),
        *("qldc", "bcvt", "tphc", "hcdc", "xnct", "qlhc", "vpcp", "kstt"),
    ]
)
"""Four consonants that people do write: a half that is one makes no code."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A message with a code in it, and what that means; of the portal's nothing is kept."""

    text: str
    command: Command


def read_codes(text: str) -> Typed | None:
    """Return what a code in a message means; None: there is none."""
    if text.startswith("/"):
        return None
    if (code := find_code(text)) is not None:
        start, end = next(code_spans(text))
        entity = Entity(JOIN_CODE, code, start, end, _EXTRACTOR)
        return Typed(text, Command(ENTER, None, (entity,)))
    span = _portal_code(fold(text))
    if span is None:
        return None
    masked = f"{text[: span[0]]}••••-••••{text[span[1] :]}"
    return Typed(masked, Command(PORTAL, None))


def _portal_code(folded: str) -> tuple[int, int] | None:
    dashed = (found.span() for found in _WITH_DASH.finditer(folded) if _is_code(found[0]))
    alone = _ALONE.fullmatch(folded) if len(folded) <= LONGEST else None
    if alone and _is_code(alone["code"]):
        return alone.span("code")
    return next(dashed, None)


def _is_code(found: str) -> bool:
    is_random = len(set(found)) >= LEAST_DIFFERENT
    return is_random and ABBREVIATIONS.isdisjoint([found[:4], found[-4:]])
