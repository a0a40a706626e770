"""Variations of a response, and the choice of the one that is valid for a day and an account."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.knowledge.accounts import WIDER, AccountType
from bot.knowledge.tense import Tense
from bot.messages import Button


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """One wording of a response, for a period and some account types.

    Attributes:
        name: the response's name and the variation's place, such as `utter_faq_hotline#2`.
        accounts: who it speaks to; empty: everyone not named by another variation.
        valid_from: first day it may be chosen; None: from the first day.
        valid_to: last day it may be chosen; None: still.
        facts: what the text rests on, by the tense it is told in.
        claims: what the text says of switch, old_account and login, for the oracle.
        sms_text: the wording without marks for SMS; None: no short form.
        reviewed_on: when a person last proof-read it.
        line: where it stands in its file.
    """

    name: str
    text: str
    buttons: tuple[Button, ...] = ()
    accounts: frozenset[AccountType] = frozenset()
    valid_from: date | None = None
    valid_to: date | None = None
    facts: Mapping[Tense, tuple[str, ...]] = field(default_factory=dict)
    claims: Mapping[str, str] = field(default_factory=dict)
    sms_text: str | None = None
    reviewed_on: date | None = None
    line: int = 0

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """All facts the text rests on: in force, then announced, then past."""
        order = (Tense.IN_FORCE, Tense.ANNOUNCED, Tense.PAST)
        return tuple(fact_id for tense in order for fact_id in self.facts.get(tense, ()))

    def is_valid_on(self, day: date) -> bool:
        """Tell whether the variation may be chosen on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


def candidates(
    variations: Iterable[Variation], day: date, account: AccountType
) -> tuple[Variation, ...]:
    """Return the variations that may be chosen; content is right when there is exactly one.

    Those that name the account win over those that name its wider type, and these over those
    that name nobody.
    """
    valid = [variation for variation in variations if variation.is_valid_on(day)]
    sought: AccountType | None = account
    while sought is not None:
        named = tuple(variation for variation in valid if sought in variation.accounts)
        if named:
            return named
        sought = WIDER.get(sought)
    return tuple(variation for variation in valid if not variation.accounts)
