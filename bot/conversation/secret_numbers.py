"""Tells identity, card and phone numbers from amounts, dates and hotlines."""

import re
import sys
from collections.abc import Callable, Iterator

from phonenumbers import NumberParseException, is_valid_number, parse

from bot.conversation.digit_groups import Run, joined, windows, with_zeros

Span = tuple[int, int]

_MONEY = re.compile(r"(?:[.,]\d{3})*\s?(?:(?:dong|vnd|d|usd|trieu|nghin|ngan|ty)\b|₫)")
_PHONE = re.compile(
    r"(?:0|(?:00)?840?)"
    r"(?:[35789]\d{8}|2\d{9}|1(?:2\d|6[2-9]|8[68]|99)\d{7})"  # mobile, landline, mobile until 2018
)
_PHONE_DIGITS = range(7, 20)
"""Abroad: 7 with the country's code on small islands, in Germany more than the 15 of E.164."""
_PERSONAL_ID_DIGITS = 12
_IN_THREES = (3, 3, 3, 3)
_SIGN = r" ?[/\\_|:] ?"
_WITH_SIGNS = re.compile(rf"(?<![\w/])0\d\d(?:{_SIGN}\d{{3}}){{3}}(?![\w/])")
_ID_WORDS = re.compile(
    r"\b(?:cccd|can cuoc|cmnd|cmt|chung minh|dinh danh"
    r"|(?:citizen|personal|national|my) id|id (?:card|number))\b"
)
_PERSONAL_ID_OR_LONGER = range(_PERSONAL_ID_DIGITS, sys.maxsize)
_ONE_MISSING = _PERSONAL_ID_DIGITS - 1
_FIRST_GROUP = 3
"""So many digits at least: a province's code, unlike the day of a date."""
_CARD_DIGITS = range(13, 20)
_CARD_BEGINS = tuple("34569")
_CARD_GROUPS = frozenset([(4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3), (6, 13), (8, 8)])
_OLD_ID_DIGITS = 9
_OLD_ID_GROUPS = frozenset([(9,), (3, 3, 3)])

Recognise = Callable[[Run, str], bool]


def find_cards(folded: str) -> Iterator[Span]:
    """Yield bank cards: 13 to 19 digits with a right check digit, grouped as on a card."""
    return _find(folded, _CARD_DIGITS, _is_card)


def find_personal_ids(folded: str) -> Iterator[Span]:
    """Yield personal ID numbers: 12 digits, in groups if they begin with 0 or stand in threes.

    Twelve digits or more in one piece count whatever they mean; eleven, where one was forgotten,
    beside the word for such a number.
    """
    yield from (match.span() for match in _WITH_SIGNS.finditer(with_zeros(folded)))
    yield from _find(folded, _PERSONAL_ID_OR_LONGER, _is_personal_id)
    if _ID_WORDS.search(folded):
        yield from _find(folded, _exactly(_ONE_MISSING), _lacks_a_digit)


def find_phones(folded: str) -> Iterator[Span]:
    """Yield mobile and landline numbers, of before 2018 and of other countries too.

    Their plus sign belongs to them, and a parenthesis that they close.
    """
    for start, end in _find(folded, _PHONE_DIGITS, _is_phone):
        begin = start - 1 if folded[start - 1 : start] == "+" else start
        is_closed = folded[begin - 1 : begin] == "(" and ")" in folded[begin:end]
        yield (begin - 1 if is_closed else begin), end


def find_old_ids(folded: str) -> Iterator[Span]:
    """Yield identity card numbers of 9 digits; amounts of money are left."""
    return _find(folded, _exactly(_OLD_ID_DIGITS), _is_old_id)


def _find(folded: str, lengths: range, recognise: Recognise) -> Iterator[Span]:
    taken_to = 0
    for window in windows(with_zeros(folded), lengths):
        if window[0].start >= taken_to and recognise(window, folded):
            taken_to = window[-1].end
            yield window[0].start, taken_to


def _is_card(window: Run, _folded: str) -> bool:
    digits = joined(window)
    return (
        (len(window) == 1 or _sizes(window) in _CARD_GROUPS)
        and digits.startswith(_CARD_BEGINS)
        and _passes_luhn(digits)
    )


def _is_personal_id(window: Run, folded: str) -> bool:
    digits = joined(window)
    if len(window) == 1:
        return not _is_phone(window, folded)
    if len(digits) != _PERSONAL_ID_DIGITS:
        return False
    return digits.startswith("0") or (
        _sizes(window) == _IN_THREES and not _is_amount(window, folded)
    )


def _lacks_a_digit(window: Run, folded: str) -> bool:
    digits = joined(window)
    return (
        digits.startswith("0")
        and len(window[0].digits) >= _FIRST_GROUP
        and not _is_phone(window, folded)
    )


def _is_phone(window: Run, folded: str) -> bool:
    digits = joined(window)
    if _PHONE.fullmatch(digits):
        return True
    before = window[0].start - 1
    return folded[before : before + 1] == "+" and _is_valid_abroad(digits)


def _is_valid_abroad(digits: str) -> bool:
    try:
        return is_valid_number(parse(f"+{digits}"))
    except NumberParseException:
        return False


def _is_old_id(window: Run, folded: str) -> bool:
    return _sizes(window) in _OLD_ID_GROUPS and not _is_amount(window, folded)


def _exactly(digits: int) -> range:
    return range(digits, digits + 1)


def _is_amount(window: Run, folded: str) -> bool:
    return window[-1].digits.endswith("000") or bool(_MONEY.match(folded, window[-1].end))


def _sizes(window: Run) -> tuple[int, ...]:
    return tuple(len(group.digits) for group in window)


def _passes_luhn(digits: str) -> bool:
    """Tell whether the check digit is right: every second digit doubled, its digits summed."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        total += sum(divmod(int(digit) * (2 if place % 2 else 1), 10))
    return total % 10 == 0
