"""Counts what a text costs as SMS.

Source: 3GPP TS 23.038 (GSM 7-bit default alphabet and its extension table) and TS 23.040
(concatenation: 6 octets of each part carry the header).
"""

GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""Characters of one unit."""

GSM7_EXTENSION = frozenset("^{}\\[~]|€\f")
"""Characters of two units: an escape and the character."""

SINGLE_GSM7, PART_GSM7 = 160, 153
SINGLE_UCS2, PART_UCS2 = 70, 67


def costly_characters(text: str) -> tuple[str, ...]:
    """Return the characters that force the whole text into UCS-2, each once, in order."""
    return tuple(dict.fromkeys(c for c in text if c not in GSM7 and c not in GSM7_EXTENSION))


def count_segments(text: str) -> int:
    """Return in how many parts a text is billed; a character is never split between parts."""
    if costly_characters(text):
        units = [len(character.encode("utf-16-le")) // 2 for character in text]
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
