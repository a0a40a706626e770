"""Finds the questions in a message, so that each of them can be answered."""

import re

from bot.conversation.folding import fold

MOST_QUESTIONS = 6
"""A message with more is read as far as this; nobody can be answered more at once."""
LEAST_WORDS = 2

_END = re.compile(r"[?!;\n]+|\.(?=\s|$)")
_PAUSE = re.compile(r"[?!;,\n]+|\.(?=\s|$)")
_AND = re.compile(
    r"(?:,\s*|\s+)(?:va|voi lai|ngoai ra|con|the con|dong thoi|and|also|plus)\s+(?=\w)"
)
_ASKING = re.compile(
    r"\b(?:gi|nao|sao|dau|may|bao gio|bao nhieu|ai|duoc khong|duoc ko|duoc k|co phai|phai khong"
    r"|lam sao|cach|khong|ko|chua|ha|hay"
    r"|what|how|when|where|who|whom|which|why)\b"
    r"|^\W*(?:and |so |then )?(?:can|could|does|do|did|is|are|must|should|will|may)\b"
)
_LEAD_IN = re.compile(
    r"^\W*(?:(?:a|o|u|oh?|sorry|xin loi)\W+)?(?:(?:khong(?: phai)?|ko(?: phai)?|no|nope)\W+)?"
    r"(?:sorry\W+)?"
    r"(?:y (?:toi|minh|em|chau|cua toi) (?:la|muon hoi)|toi muon hoi la"
    r"|i mean|i meant|what i meant (?:is|was)|actually)\b\W*"
)


def split_questions(text: str) -> tuple[str, ...]:
    """Return the questions of a message, in order; () when it asks at most one.

    A sentence is split at "and" only where both sides ask something.
    """
    parts: list[str] = []
    for sentence in _pieces(_END, text):
        halves = _pieces(_AND, sentence)
        parts += halves if all(_ASKING.search(fold(half)) for half in halves) else [sentence]
    asked = [part for part in parts if _asks(part)][:MOST_QUESTIONS]
    return tuple(asked) if len(asked) > 1 else ()


def split_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences and half-sentences of a message; () when it has only one."""
    parts = _pieces(_PAUSE, text)
    return tuple(parts[:MOST_QUESTIONS]) if len(parts) > 1 else ()


def without_lead_in(text: str) -> str:
    """Return what a correction is about: "không, ý tôi là công ty" gives "công ty"."""
    match = _LEAD_IN.match(fold(text))
    rest = text[match.end() :].strip() if match else ""
    return rest or text


def _pieces(pattern: re.Pattern[str], text: str) -> list[str]:
    folded = fold(text)
    pieces, taken_to = [], 0
    for match in pattern.finditer(folded):
        mark = "?" if "?" in match.group() else ""
        pieces.append(text[taken_to : match.start()] + mark)
        taken_to = match.end()
    pieces.append(text[taken_to:])
    return [piece.strip() for piece in pieces if piece.strip()]


def _asks(text: str) -> bool:
    folded = fold(text)
    has_words = len(re.findall(r"\w+", folded)) >= LEAST_WORDS
    return has_words and ("?" in text or _ASKING.search(folded) is not None)
