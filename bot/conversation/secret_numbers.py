"""Tells identity, card and phone numbers from amounts, dates and hotlines."""

import re
from collections.abc import Callable, Iterator

from bot.conversation.digit_groups import Run, joined, windows

Span = tuple[int, int]

_MONEY = re.compile(r"\s?(?:(?:dong|vnd|d|usd|trieu|nghin|ngan|ty)\b|₫)")
_MOBILE = re.compile(r"(?:0|84|0084)[35789]\d{8}")
_LANDLINE = re.compile(r"(?:0|84|0084)2\d{9}")
_PERSONAL_ID_DIGITS = 12
_CARD_DIGITS = range(13, 20)
_CARD_BEGINS = tuple("34569")
_CARD_GROUPS = frozenset([(4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3), (6, 13), (8, 8)])
_OLD_ID_GROUPS = frozenset([(9,), (3, 3, 3)])

Recognise = Callable[[Run, str], bool]


def find_cards(folded: str) -> Iterator[Span]:
    """Yield bank cards: 13 to 19 digits with a right check digit, grouped as on a card."""
    return _find(folded, _is_card)


def find_personal_ids(folded: str) -> Iterator[Span]:
    """Yield personal ID numbers: 12 digits, in groups if they begin with 0.

    Twelve digits or more in one piece count whatever they mean.
    """
    return _find(folded, _is_personal_id)


def find_phones(folded: str) -> Iterator[Span]:
    """Yield Vietnamese mobile and landline numbers, with their plus sign."""
    for start, end in _find(folded, _is_phone):
        yield (start - 1 if folded[start - 1 : start] == "+" else start), end


def find_old_ids(folded: str) -> Iterator[Span]:
    """Yield identity card numbers of 9 digits; amounts of money are left."""
    return _find(folded, _is_old_id)


def _find(folded: str, recognise: Recognise) -> Iterator[Span]:
    taken_to = 0
    for window in windows(folded):
        if window[0].start >= taken_to and recognise(window, folded):
            taken_to = window[-1].end
            yield window[0].start, taken_to


def _is_card(window: Run, _folded: str) -> bool:
    digits = joined(window)
    groups = tuple(len(group.digits) for group in window)
    return (
        len(digits) in _CARD_DIGITS
        and (len(groups) == 1 or groups in _CARD_GROUPS)
        and digits.startswith(_CARD_BEGINS)
        and _passes_luhn(digits)
    )


def _is_personal_id(window: Run, _folded: str) -> bool:
    digits = joined(window)
    if len(window) == 1:
        return len(digits) >= _PERSONAL_ID_DIGITS
    return len(digits) == _PERSONAL_ID_DIGITS and digits.startswith("0")


def _is_phone(window: Run, _folded: str) -> bool:
    digits = joined(window)
    return bool(_MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits))


def _is_old_id(window: Run, folded: str) -> bool:
    groups = tuple(len(group.digits) for group in window)
    is_amount = window[-1].digits.endswith("000") or _MONEY.match(folded, window[-1].end)
    return groups in _OLD_ID_GROUPS and not is_amount


def _passes_luhn(digits: str) -> bool:
    """Tell whether the check digit is right: every second digit doubled, its digits summed."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        total += sum(divmod(int(digit) * (2 if place % 2 else 1), 10))
    return total % 10 == 0
