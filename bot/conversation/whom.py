"""Whom a conversation is about: carried over to the next question, or dropped."""

import re

from bot.conversation.folding import fold
from bot.knowledge.accounts import AccountType

PERSONS = frozenset(
    [
        AccountType.CITIZEN,
        AccountType.FOREIGNER,
        AccountType.OVERSEAS,
        AccountType.GUARDIAN,
        AccountType.OFFICIAL,
    ]
)
"""Account types of somebody who can say "I" of the account."""

_I_AM = re.compile(
    r"\b(?:(?:toi|minh|em|chau|tui|ben (?:em|toi|minh|tui)) (?:la|dang la|thuoc)"
    r"|i am|i m|we are|we re|on behalf of)\b"
)
_ONE_S_OWN = re.compile(r"\b(?:toi|minh|em|chau|tui|my|mine|i)\b")


def says_who_one_is(text: str) -> bool:
    """Tell "I am a company" from "what about companies?"."""
    return _I_AM.search(_words(text)) is not None


def speaks_of_oneself(text: str, account: str | None) -> bool:
    """Tell whether a question with "my" can't be about `account`, such as a company's."""
    is_person = account is None or account in PERSONS
    return not is_person and _ONE_S_OWN.search(_words(text)) is not None


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
