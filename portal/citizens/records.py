"""What the simulated portal holds on one citizen. No names, no numbers: nobody is meant."""

from dataclasses import dataclass, field
from datetime import date

from portal.citizens.kinds import (
    AccountStatus,
    Activation,
    CreatedVia,
    Field,
    IdCheck,
    Linking,
    Lock,
    Migration,
    Owner,
    Paper,
)
from portal.states import State

LINKING_LEVEL = 2
"""The level a VNeID account needs to log in to the portal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalAccount:
    """The old account of the portal."""

    exists: bool = True
    owner: Owner = Owner.CITIZEN
    created_via: CreatedVia = CreatedVia.SELF
    status: AccountStatus = AccountStatus.ACTIVE
    last_login_on: date | None = date(2024, 3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdNumber:
    """Step 1: the ID number on the portal account."""

    check: IdCheck = IdCheck.NOT_SET
    mismatch_fields: tuple[Field, ...] = ()
    verified_on: date | None = None
    is_prompt_skipped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VneidAccount:
    """The VNeID account, as far as the portal can see it."""

    exists: bool = True
    level: int = LINKING_LEVEL
    activation: Activation = Activation.ACTIVE
    lock: Lock = Lock.NONE
    card_valid_to: date | None = date(2034, 5, 1)
    is_device_bound: bool = True
    paper: Paper = Paper.CARD


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Step 2: the link between both accounts."""

    state: Linking = Linking.NONE
    linked_on: date | None = None
    accounts_count: int = 0
    migration: Migration = Migration.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Citizen:
    """One synthetic citizen.

    Attributes:
        number: 1 for the first; the only name a citizen has.
        stopped_at: the screen at which an attempt was left, where one was.
        trouble: a difficulty noted on the account by a failed attempt or a call to the hotline.
        has_checked_old_dossiers: confirmed that all dossiers are there.
        update_outcome: what the next "update from the population database" will find.
        login_trouble: what will go wrong at the next login with VNeID; None: it works.
        sees_system_down: for this citizen the systems are always down.
    """

    number: int
    portal: PortalAccount = field(default_factory=PortalAccount)
    id_number: IdNumber = field(default_factory=IdNumber)
    vneid: VneidAccount = field(default_factory=VneidAccount)
    link: Link = field(default_factory=Link)
    stopped_at: State | None = None
    trouble: State | None = None
    has_checked_old_dossiers: bool = False
    update_outcome: IdCheck = IdCheck.VERIFIED
    login_trouble: State | None = None
    sees_system_down: bool = False
