"""What a citizen does on the portal, and what becomes of it."""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from portal.citizens.kinds import (
    AccountStatus,
    Activation,
    IdCheck,
    Linking,
    Lock,
    Migration,
    Owner,
    Paper,
)
from portal.citizens.records import LINKING_LEVEL, Citizen, IdNumber, Link, VneidAccount
from portal.states import State

CARD_LASTS_TO = date(2040, 1, 1)
"""Until then a renewed card is valid."""


class Step(StrEnum):
    """One action of the citizen, or of the office that helped them."""

    UPDATE = "update_from_population_database"
    SKIP_PROMPT = "skip_prompt"
    LOG_IN = "log_in_with_vneid"
    CONFIRM = "confirm_old_dossiers"
    SOLVE = "solve_trouble"


def take(step: Step, citizen: Citizen, today: date) -> Citizen:
    """Return the citizen's record after a step."""
    match step:
        case Step.UPDATE:
            return _update(citizen, today)
        case Step.SKIP_PROMPT:
            skipped = replace(citizen.id_number, is_prompt_skipped=True)
            return replace(citizen, id_number=skipped, stopped_at=None)
        case Step.LOG_IN:
            return _log_in(citizen, today)
        case Step.CONFIRM:
            is_whole = citizen.link.migration is Migration.DONE
            return replace(citizen, has_checked_old_dossiers=is_whole)
        case Step.SOLVE:
            return _solve(citizen)


def _update(citizen: Citizen, today: date) -> Citizen:
    found = citizen.update_outcome
    if found is IdCheck.VERIFIED:
        id_number = IdNumber(check=found, verified_on=today)
    else:
        id_number = replace(citizen.id_number, check=found, verified_on=None)
    return replace(citizen, id_number=id_number, stopped_at=None)


def obstacle(citizen: Citizen) -> State | None:
    """Return what stands in the way of a login with VNeID; None: nothing."""
    vneid = citizen.vneid
    if not vneid.exists or vneid.activation is not Activation.ACTIVE:
        return State.NO_VNEID if not vneid.exists else State.VNEID_NOT_ACTIVATED
    if vneid.lock is not Lock.NONE:
        return State.F_EXPIRED if vneid.lock is Lock.EXPIRED_CARD else State.F_LOCKED
    if vneid.level < LINKING_LEVEL:
        return State.F_LEVEL
    return citizen.login_trouble or (None if vneid.is_device_bound else State.F_DEVICE)


def _log_in(citizen: Citizen, today: date) -> Citizen:
    hindered = obstacle(citizen)
    if hindered is State.F_NOT_LINKED:
        return replace(citizen, link=Link(state=Linking.ERROR), stopped_at=None)
    if hindered is State.F_CCCD_TAKEN:
        return replace(citizen, link=Link(state=Linking.CONFLICT), stopped_at=None)
    if hindered is not None:
        return replace(citizen, trouble=citizen.login_trouble)
    if not citizen.portal.exists:
        return replace(citizen, stopped_at=State.DONE_NO_LINK)
    if citizen.link.state is Linking.LINKED:
        return citizen
    return _link(citizen, today)


def _link(citizen: Citizen, today: date) -> Citizen:
    """Link both accounts; without step 1 the old dossiers stay behind."""
    is_verified = citizen.id_number.check is IdCheck.VERIFIED
    if not is_verified and citizen.update_outcome is not IdCheck.VERIFIED:
        return replace(citizen, link=Link(state=Linking.ERROR), stopped_at=None)
    migration = Migration.DONE if is_verified else Migration.PARTIAL
    link = Link(state=Linking.LINKED, linked_on=today, accounts_count=1, migration=migration)
    return replace(citizen, link=link, trouble=None, stopped_at=None)


def _solve(citizen: Citizen) -> Citizen:
    """Take the cause of all trouble away, as the office or the police would."""
    is_failed = citizen.id_number.check in (
        IdCheck.MISMATCH,
        IdCheck.NOT_FOUND,
        IdCheck.TAKEN_BY_OTHER,
    )
    is_linked = citizen.link.state is Linking.LINKED
    portal = citizen.portal
    if portal.status is AccountStatus.INACTIVE_LOCKED and portal.owner is Owner.CITIZEN:
        portal = replace(portal, status=AccountStatus.ACTIVE)
    return replace(
        citizen,
        portal=portal,
        vneid=VneidAccount(card_valid_to=CARD_LASTS_TO, paper=Paper.CARD),
        id_number=IdNumber() if is_failed else citizen.id_number,
        link=replace(citizen.link, migration=Migration.DONE) if is_linked else Link(),
        trouble=None,
        login_trouble=None,
        update_outcome=IdCheck.VERIFIED,
        sees_system_down=False,
    )
