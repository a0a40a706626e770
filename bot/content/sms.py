"""Counts what a text costs as SMS.

Source: 3GPP TS 23.038 (GSM 7-bit default alphabet and its extension table) and TS 23.040
(concatenation: 6 octets of each part carry the header).
"""

import re

from bot.content.graphemes import graphemes

GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""Characters of one unit."""

GSM7_EXTENSION = frozenset("^{}\\[~]|€\f")
"""Characters of two units: an escape and the character."""

_ONE_UNIT_EACH = re.compile("[\\0-\u02ff\u1ea0-\u1eff\u2010-\u2027\u20a0-\u20bf]*")
"""Composed Vietnamese, signs and punctuation: nothing that belongs to the letter before it."""

SINGLE_GSM7, PART_GSM7 = 160, 153
SINGLE_UCS2, PART_UCS2 = 70, 67


def costly_characters(text: str) -> tuple[str, ...]:
    """Return the characters that force the whole text into UCS-2, each once, in order."""
    return tuple(dict.fromkeys(c for c in text if c not in GSM7 and c not in GSM7_EXTENSION))


def count_segments(text: str) -> int:
    """Return in how many parts a text is billed; a character is never split between parts.

    As a character counts what is seen as one: a letter with its marks, a family of emoji.
    """
    if costly_characters(text):
        if _ONE_UNIT_EACH.fullmatch(text):
            return _parts([1] * len(text), SINGLE_UCS2, PART_UCS2)
        units = [len(seen.encode("utf-16-le")) // 2 for seen in graphemes(text)]
        return _parts(units, SINGLE_UCS2, PART_UCS2)
    units = [2 if character in GSM7_EXTENSION else 1 for character in text]
    return _parts(units, SINGLE_GSM7, PART_GSM7)


def _parts(units: list[int], single: int, part: int) -> int:
    if sum(units) <= single:
        return 1
    parts, used = 1, 0
    for unit in units:
        if used + unit > part:
            parts, used = parts + 1, 0
        used += unit
    return parts
