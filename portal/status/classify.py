"""Finds the one state a citizen is in: the first rule that speaks decides."""

from dataclasses import dataclass
from datetime import date

from portal.citizens.kinds import (
    AccountStatus,
    Activation,
    IdCheck,
    Linking,
    Lock,
    Migration,
    Owner,
    Paper,
    Service,
)
from portal.citizens.records import LINKING_LEVEL, Citizen
from portal.states import OF_THE_OLD_LOGIN, OLD_LOGIN, URGENT, State

VNEID_ONLY_FROM = date(2024, 6, 15)
"""From here the national portal takes VNeID, though the written steps start with the old login."""

OLD_LOGIN_ENDS_ON = date(2024, 7, 1)
"""From here nobody is promised that the old account can be logged in to."""

_UNCHECKED = {
    IdCheck.MISMATCH: State.F_MISMATCH,
    IdCheck.NOT_FOUND: State.F_NOT_FOUND,
    IdCheck.TAKEN_BY_OTHER: State.F_CCCD_TAKEN,
}
_UNLINKED = {
    Linking.PENDING: State.S2_VERIFY,
    Linking.CONFLICT: State.F_CCCD_TAKEN,
    Linking.ERROR: State.F_NOT_LINKED,
}


@dataclass(frozen=True, slots=True)
class Systems:
    """How well both systems work."""

    portal: Service = Service.UP
    vneid: Service = Service.UP

    @property
    def is_down(self) -> bool:
        """Whether nothing can be done."""
        return Service.DOWN in (self.portal, self.vneid)


def classify(citizen: Citizen, systems: Systems, today: date) -> State:
    """Return the citizen's state on a day."""
    if systems.is_down:
        return State.F_DOWN
    if citizen.trouble in URGENT:
        return citizen.trouble
    state = _ineligible(citizen) or _finished(citizen) or _failed(citizen) or _under_way(citizen)
    if today < OLD_LOGIN_ENDS_ON:
        return state
    if state in OLD_LOGIN or state in OF_THE_OLD_LOGIN:
        return State.S2_VNEID_LOGIN
    return state


def _ineligible(citizen: Citizen) -> State | None:
    if citizen.portal.exists and citizen.portal.owner is not Owner.CITIZEN:
        return State.NOT_CITIZEN
    if citizen.trouble is State.F_ONESTOP:
        return State.F_ONESTOP
    if lacking := _without_vneid(citizen):
        return lacking
    if not citizen.portal.exists:
        return State.DONE_NO_LINK if citizen.stopped_at else State.NO_OLD_ACCOUNT
    if citizen.vneid.lock is not Lock.NONE and not _has_begun(citizen):
        return State.VNEID_UNUSABLE
    return None


def _without_vneid(citizen: Citizen) -> State | None:
    if citizen.vneid.paper is Paper.OLD_ID_CARD:
        return State.ONLY_OLD_ID_CARD
    if not citizen.vneid.exists:
        return State.NO_VNEID
    is_active = citizen.vneid.activation is Activation.ACTIVE
    return None if is_active else State.VNEID_NOT_ACTIVATED


def _has_begun(citizen: Citizen) -> bool:
    return citizen.id_number.check is not IdCheck.NOT_SET


def _finished(citizen: Citizen) -> State | None:
    if citizen.link.state is not Linking.LINKED:
        return None
    if citizen.link.migration in (Migration.NONE, Migration.PARTIAL):
        return State.F_OLD_RECORDS
    return State.DONE if citizen.has_checked_old_dossiers else State.LINKED


def _failed(citizen: Citizen) -> State | None:
    return (
        citizen.trouble
        or _UNLINKED.get(citizen.link.state)
        or _UNCHECKED.get(citizen.id_number.check)
        or _vneid_trouble(citizen)
        or _locked_portal(citizen)
    )


def _vneid_trouble(citizen: Citizen) -> State | None:
    match citizen.vneid.lock:
        case Lock.EXPIRED_CARD:
            return State.F_EXPIRED
        case Lock.SELF | Lock.AUTHORITY:
            return State.F_LOCKED
        case Lock.NONE:
            pass
    if citizen.vneid.level < LINKING_LEVEL:
        return State.F_LEVEL
    return None if citizen.vneid.is_device_bound else State.F_DEVICE


def _locked_portal(citizen: Citizen) -> State | None:
    is_locked = citizen.portal.status is AccountStatus.INACTIVE_LOCKED
    return State.F_PORTAL_LOCKED if is_locked else None


def _under_way(citizen: Citizen) -> State:
    if citizen.stopped_at is not None:
        return citizen.stopped_at
    match citizen.id_number.check:
        case IdCheck.VERIFIED:
            return State.S1_DONE
        case IdCheck.SET_UNVERIFIED:
            return State.S1_MANUAL
        case _ if citizen.id_number.is_prompt_skipped:
            return State.S1_SKIPPED
        case _:
            return State.BOTH_ACCOUNTS
