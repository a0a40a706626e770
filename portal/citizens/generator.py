"""Makes any citizen from the seed and a number; nothing is kept."""

import random
from dataclasses import replace
from datetime import date, timedelta

from portal.citizens.kinds import CreatedVia, IdCheck, Linking
from portal.citizens.records import Citizen, PortalAccount
from portal.citizens.showcase import SHOWCASE
from portal.states import State

_FIRST_DAY = date(2022, 6, 1)
_DAYS = 700
"""Everything on record happened in these days, all before 15 June 2024."""

WEIGHTS: dict[State, int] = {
    State.BOTH_ACCOUNTS: 300,
    State.LINKED: 220,
    State.DONE: 120,
    State.S1_DONE: 60,
    State.NO_OLD_ACCOUNT: 60,
    State.NO_VNEID: 50,
    State.F_MISMATCH: 30,
    State.F_OLD_RECORDS: 20,
}
"""How many in a thousand or so; every other state counts a few."""

_OTHER_WEIGHT = 5
_STATES = tuple(SHOWCASE)
_CHANCES = tuple(WEIGHTS.get(state, _OTHER_WEIGHT) for state in _STATES)


def make_citizen(seed: int, number: int) -> Citizen:
    """Return the citizen of that number: always the same one for the same seed."""
    chance = random.Random(f"{seed}:{number}")  # noqa: S311 - a plan to be repeated, no secret
    state = chance.choices(_STATES, _CHANCES)[0]
    template = chance.choice(SHOWCASE[state])
    return replace(
        template,
        number=number,
        portal=_portal_of(chance, template.portal),
        id_number=replace(template.id_number, verified_on=_checked_on(chance, template)),
        link=replace(template.link, linked_on=_linked_on(chance, template)),
    )


def _day(chance: random.Random) -> date:
    return _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))


def _portal_of(chance: random.Random, account: PortalAccount) -> PortalAccount:
    via, day = chance.choice(tuple(CreatedVia)), _day(chance)
    last = account.last_login_on
    return replace(account, created_via=via, last_login_on=None if last is None else min(day, last))


def _checked_on(chance: random.Random, template: Citizen) -> date | None:
    is_checked = template.id_number.check is IdCheck.VERIFIED
    return _day(chance) if is_checked else None


def _linked_on(chance: random.Random, template: Citizen) -> date | None:
    if template.link.state is not Linking.LINKED:
        return None
    return _FIRST_DAY + timedelta(days=_DAYS + chance.randrange(14))
