"""Ticket numbers: short, speakable, with a last digit by which a slip of the tongue is noticed."""

import re

# Verhoeff's scheme notices every wrong digit and every swap of two neighbours.
# Source: https://en.wikipedia.org/wiki/Verhoeff_algorithm
_TURNS = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)
_INVERSE = (0, 4, 3, 2, 1, 5, 6, 7, 8, 9)
_WRITTEN = re.compile(r"\D*(\d{2,18})\W*(\d)\D*")
PENTAGON = 5


def number_of(ticket_id: int) -> str:
    """Return how a ticket is called: 1042-7."""
    check = _INVERSE[_sum(f"{ticket_id}0")]
    return f"{ticket_id}-{check}"


def id_of(number: str) -> int | None:
    """Return the id of a ticket that somebody names; None: there is no such number."""
    match = _WRITTEN.fullmatch(number)
    if match is None or _sum(match[1] + match[2]):
        return None
    return int(match[1])


def _sum(digits: str) -> int:
    """Return 0 for digits whose last one fits."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        total = _times(total, _turned(int(digit), place % 8))
    return total


def _times(left: int, right: int) -> int:
    """Multiply in the group of turns and flips of a pentagon."""
    turned = left % PENTAGON + (right if left < PENTAGON else -right) % PENTAGON
    flips = (left >= PENTAGON) != (right >= PENTAGON)
    return turned % PENTAGON + PENTAGON * flips


def _turned(digit: int, times: int) -> int:
    for _ in range(times):
        digit = _TURNS[digit]
    return digit
