"""The first citizens: one for each state and failure branch, as they stand before 15 June 2024."""

from dataclasses import replace
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
from portal.citizens.records import Citizen, IdNumber, Link, PortalAccount, VneidAccount
from portal.states import State

VERIFIED = IdNumber(check=IdCheck.VERIFIED, verified_on=date(2024, 4, 2))
_NO_ACCOUNT = PortalAccount(exists=False, last_login_on=None)
_NO_VNEID = VneidAccount(
    exists=False, level=0, activation=Activation.NONE, card_valid_to=None, is_device_bound=False
)


def _unchecked(found: IdCheck, *fields: Field) -> Citizen:
    """A citizen for whom step 1 failed, and will fail again until the cause is gone."""
    id_number = IdNumber(check=found, mismatch_fields=fields)
    return Citizen(number=0, id_number=id_number, update_outcome=found)


def _linked(migration: Migration, *, is_checked: bool = False) -> Citizen:
    link = Link(
        state=Linking.LINKED, linked_on=date(2024, 4, 3), accounts_count=1, migration=migration
    )
    return Citizen(number=0, id_number=VERIFIED, link=link, has_checked_old_dossiers=is_checked)


def _at(screen: State, id_number: IdNumber = VERIFIED) -> Citizen:
    return Citizen(number=0, id_number=id_number, stopped_at=screen)


def _with_vneid(vneid: VneidAccount, id_number: IdNumber = VERIFIED) -> Citizen:
    return Citizen(number=0, id_number=id_number, vneid=vneid)


def _troubled(trouble: State, id_number: IdNumber = VERIFIED) -> Citizen:
    """A citizen whose trouble was noted and comes back at each login until its cause is gone."""
    return Citizen(number=0, id_number=id_number, trouble=trouble, login_trouble=trouble)


_UNSET = IdNumber()
_NEW_CARD = VneidAccount(lock=Lock.EXPIRED_CARD, card_valid_to=date(2024, 2, 1))
_UNLINKED = Link(state=Linking.ERROR)
_TAKEN = Link(state=Linking.CONFLICT)

SHOWCASE: dict[State, tuple[Citizen, ...]] = {
    State.NOT_CITIZEN: (
        Citizen(number=0, portal=PortalAccount(owner=Owner.ORGANISATION)),
        Citizen(number=0, portal=PortalAccount(owner=Owner.FOREIGNER)),
    ),
    State.NO_OLD_ACCOUNT: (Citizen(number=0, portal=_NO_ACCOUNT),),
    State.NO_VNEID: (Citizen(number=0, vneid=_NO_VNEID),),
    State.VNEID_NOT_ACTIVATED: (
        _with_vneid(
            VneidAccount(activation=Activation.PENDING, is_device_bound=False), id_number=_UNSET
        ),
    ),
    State.VNEID_UNUSABLE: (
        _with_vneid(VneidAccount(lock=Lock.SELF), id_number=_UNSET),
        _with_vneid(_NEW_CARD, id_number=_UNSET),
    ),
    State.ONLY_OLD_ID_CARD: (_with_vneid(replace(_NO_VNEID, paper=Paper.OLD_ID_CARD)),),
    State.BOTH_ACCOUNTS: (
        Citizen(number=0),
        Citizen(number=0, portal=PortalAccount(created_via=CreatedVia.ONE_STOP)),
    ),
    State.S1_LOGIN: (_at(State.S1_LOGIN, _UNSET),),
    State.S1_AUTO_CHECK: (_at(State.S1_AUTO_CHECK, _UNSET),),
    State.S1_PROMPT: (_at(State.S1_PROMPT, _UNSET),),
    State.S1_SKIPPED: (Citizen(number=0, id_number=IdNumber(is_prompt_skipped=True)),),
    State.S1_MANUAL: (Citizen(number=0, id_number=IdNumber(check=IdCheck.SET_UNVERIFIED)),),
    State.S1_HAS_CCCD: (_at(State.S1_HAS_CCCD),),
    State.S1_DONE: (Citizen(number=0, id_number=VERIFIED),),
    State.S2_NOTICE: (_at(State.S2_NOTICE),),
    State.S2_VNEID_LOGIN: (_at(State.S2_VNEID_LOGIN),),
    State.S2_OTP: (_at(State.S2_OTP),),
    State.S2_VERIFY: (Citizen(number=0, id_number=VERIFIED, link=Link(state=Linking.PENDING)),),
    State.LINKED: (_linked(Migration.DONE), _linked(Migration.RUNNING)),
    State.DONE: (_linked(Migration.DONE, is_checked=True),),
    State.DONE_NO_LINK: (Citizen(number=0, portal=_NO_ACCOUNT, stopped_at=State.DONE_NO_LINK),),
    State.F_PORTAL_PW: (_troubled(State.F_PORTAL_PW, _UNSET),),
    State.F_PORTAL_LOCKED: (
        Citizen(
            number=0,
            portal=PortalAccount(
                status=AccountStatus.INACTIVE_LOCKED, last_login_on=date(2021, 11, 8)
            ),
        ),
    ),
    State.F_PORTAL_EXISTS: (_troubled(State.F_PORTAL_EXISTS, _UNSET),),
    State.F_SIM: (_troubled(State.F_SIM, _UNSET),),
    State.F_OTP: (_troubled(State.F_OTP),),
    State.F_MISMATCH: (
        _unchecked(IdCheck.MISMATCH, Field.DATE_OF_BIRTH),
        _unchecked(IdCheck.MISMATCH, Field.FULL_NAME, Field.ID_NUMBER),
    ),
    State.F_NOT_FOUND: (_unchecked(IdCheck.NOT_FOUND),),
    State.F_CCCD_TAKEN: (
        _unchecked(IdCheck.TAKEN_BY_OTHER),
        Citizen(number=0, id_number=VERIFIED, link=_TAKEN, login_trouble=State.F_CCCD_TAKEN),
    ),
    State.F_NO_NOTICE: (_troubled(State.F_NO_NOTICE),),
    State.F_VNEID_PW: (_troubled(State.F_VNEID_PW),),
    State.F_DEVICE: (_with_vneid(VneidAccount(is_device_bound=False)),),
    State.F_LOST_PHONE: (_troubled(State.F_LOST_PHONE),),
    State.F_PHONE_CHANGED: (_troubled(State.F_PHONE_CHANGED),),
    State.F_LOCKED: (_with_vneid(VneidAccount(lock=Lock.AUTHORITY)),),
    State.F_EXPIRED: (_with_vneid(_NEW_CARD),),
    State.F_LEVEL: (_with_vneid(VneidAccount(level=1)),),
    State.F_DOWN: (Citizen(number=0, id_number=VERIFIED, sees_system_down=True),),
    State.F_NOT_LINKED: (
        Citizen(number=0, id_number=VERIFIED, link=_UNLINKED, login_trouble=State.F_NOT_LINKED),
    ),
    State.F_OLD_RECORDS: (_linked(Migration.PARTIAL), _linked(Migration.NONE)),
    State.F_SCAM: (_troubled(State.F_SCAM),),
    State.F_ONESTOP: (
        Citizen(number=0, portal=_NO_ACCOUNT, vneid=_NO_VNEID, trouble=State.F_ONESTOP),
    ),
}


def stories() -> list[State]:
    """Return the state each citizen was made for, in the order of their numbers."""
    return [state for state, citizens in SHOWCASE.items() for _ in citizens]


def numbered() -> tuple[Citizen, ...]:
    """Return the showcase in the order of the states, numbered from 1."""
    everyone = (citizen for citizens in SHOWCASE.values() for citizen in citizens)
    return tuple(replace(citizen, number=number) for number, citizen in enumerate(everyone, 1))
