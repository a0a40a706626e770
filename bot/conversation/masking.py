"""Takes secrets out of a message before it is stored, logged or understood."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from bot.conversation.folding import fold
from bot.conversation.secret_codes import find_codes
from bot.conversation.secret_numbers import (
    find_cards,
    find_old_ids,
    find_personal_ids,
    find_phones,
)
from bot.conversation.secret_words import find_passwords
from bot.services.join_codes import code_spans

DOT = "•"
_EMAIL = re.compile(r"[\w.+%\-]+@[\w\-]+(?:\.[\w\-]+)+")


class Secret(StrEnum):
    """A kind of text that is never stored."""

    PERSONAL_ID = "personal_id"
    OLD_ID = "old_id"
    """Number of an identity card of 9 digits (CMND)."""
    CARD = "card"
    CODE = "code"
    """One-time code, PIN or passcode."""
    PASSWORD = "password"  # noqa: S105 - the name of a kind
    PHONE = "phone"
    EMAIL = "email"


WARNED_OF = frozenset(
    [Secret.PERSONAL_ID, Secret.OLD_ID, Secret.CARD, Secret.CODE, Secret.PASSWORD]
)
"""Kinds that a citizen should not have typed: the reply says so."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A message without its secrets, and the kinds that were in it."""

    text: str
    found: frozenset[Secret] = frozenset()

    @property
    def needs_warning(self) -> bool:
        """True if something was typed that nobody should send."""
        return not self.found.isdisjoint(WARNED_OF)


Span = tuple[int, int]
_Find = Callable[[str], Iterable[Span]]


def _find_emails(folded: str) -> Iterator[Span]:
    return (match.span() for match in _EMAIL.finditer(folded))


_NUMBERS: tuple[tuple[Secret, _Find], ...] = (
    (Secret.EMAIL, _find_emails),
    (Secret.CARD, find_cards),
    (Secret.PERSONAL_ID, find_personal_ids),
    (Secret.PHONE, find_phones),
    (Secret.OLD_ID, find_old_ids),
)


def mask(text: str) -> Masked:
    """Replace the secrets of `text`, which `guard.clean` has cleaned before.

    Of an identity number the last three digits stay, of a phone number the country code, if it
    is ours, and the last two; of anything else nothing.
    """
    secrets = sorted(_secrets_of(text))
    if not secrets:
        return Masked(text)
    parts, taken_to = [], 0
    for start, end, kind in secrets:
        parts += [text[taken_to:start], _mask_for(kind, text[start:end])]
        taken_to = end
    parts.append(text[taken_to:])
    return Masked("".join(parts), frozenset(kind for *_, kind in secrets))


def _secrets_of(text: str) -> Iterator[tuple[int, int, Secret]]:
    folded = fold(text)
    for start, end in code_spans(text):
        folded = _without(folded, start, end)  # ours is no secret of theirs, whatever is before it
    # In this order: what an earlier one took, a later one doesn't see. Passwords may hold anything,
    # and codes would match inside longer numbers; case and marks tell both from ordinary words.
    finders: tuple[tuple[Secret, _Find], ...] = (
        (Secret.PASSWORD, partial(find_passwords, text)),
        *_NUMBERS,
        (Secret.CODE, partial(find_codes, text)),
    )
    for kind, find in finders:
        for start, end in list(find(folded)):
            if DOT not in folded[start:end]:
                folded = _without(folded, start, end)
                yield start, end, kind


def _without(folded: str, start: int, end: int) -> str:
    return folded[:start] + DOT * (end - start) + folded[end:]


def _mask_for(kind: Secret, secret: str) -> str:
    digits = [character for character in secret if character.isdecimal()]
    match kind:
        case Secret.PERSONAL_ID if len(digits) == 12:  # noqa: PLR2004 - longer ones hide all
            return DOT * 9 + "".join(digits[-3:])
        case Secret.OLD_ID:
            return DOT * 6 + "".join(digits[-3:])
        case Secret.PHONE:
            return _country_of(secret) + DOT * 7 + "".join(digits[-2:])
        case Secret.EMAIL:
            return f"{DOT * 3}@{DOT * 3}"
        case _:
            return DOT * 6


def _country_of(phone: str) -> str:
    """Return what is shown of a number's country: ours, or that it is another."""
    number = phone.lstrip("(")
    return "+" if number.startswith("+") and not number.startswith("+84") else "+84"
