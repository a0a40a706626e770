"""The document the API answers with: codes, counts and days, never a personal value."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.citizens.kinds import AccountStatus, Linking, Owner, Service
from portal.citizens.records import Citizen
from portal.clock import VIETNAM
from portal.status.classify import OLD_LOGIN_ENDS_ON, Systems, classify
from portal.status.next_steps import next_step


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at a citizen's records.

    Attributes:
        subject_ref: the opaque name the citizen has for the client that asks.
        systems: how well both systems work.
        as_of: the business time the records are of.
    """

    subject_ref: str
    systems: Systems
    as_of: datetime

    @property
    def day(self) -> date:
        """The day in Vietnam."""
        return self.as_of.astimezone(VIETNAM).date()


def seen_systems(citizen: Citizen, systems: Systems) -> Systems:
    """Return how well the systems work for this citizen."""
    return Systems(Service.UP, Service.DOWN) if citizen.sees_system_down else systems


def write_document(citizen: Citizen, look: Look) -> dict[str, Any]:
    """Return the document of a citizen, ready for JSON."""
    systems = seen_systems(citizen, look.systems)
    return {
        "portal_account": _portal(citizen, look),
        "cccd_check": _id_check(citizen),
        "vneid": _vneid(citizen),
        "link": _link(citizen),
        "system": {
            "portal": systems.portal.value,
            "vneid": systems.vneid.value,
            "message_code": _message_code(systems),
        },
        "result": _result(citizen, systems, look),
    }


def _result(citizen: Citizen, systems: Systems, look: Look) -> dict[str, Any]:
    state = classify(citizen, systems, look.day)
    step = next_step(state, look.day)
    return {
        "state": state.value,
        "next_action": step.action,
        "escalate": step.escalation.value,
        "as_of": look.as_of.isoformat(timespec="seconds"),
        "retry_after_s": step.retry_after_seconds,
    }


def _portal(citizen: Citizen, look: Look) -> dict[str, Any]:
    account = citizen.portal
    has_ended = account.owner is Owner.CITIZEN and look.day >= OLD_LOGIN_ENDS_ON
    is_active = account.status is AccountStatus.ACTIVE
    return {
        "subject_ref": look.subject_ref,
        "exists": account.exists,
        "owner_type": account.owner.value,
        "created_via": account.created_via.value,
        "status": "stopped" if has_ended and is_active else account.status.value,
        "last_login_on": _iso(account.last_login_on),
    }


def _id_check(citizen: Citizen) -> dict[str, Any]:
    number = citizen.id_number
    return {
        "state": number.check.value,
        "mismatch_fields": [field.value for field in number.mismatch_fields],
        "verified_on": _iso(number.verified_on),
        "prompt_skipped": number.is_prompt_skipped,
    }


def _vneid(citizen: Citizen) -> dict[str, Any]:
    account = citizen.vneid
    return {
        "exists": account.exists,
        "level": account.level,
        "activation": account.activation.value,
        "lock": account.lock.value,
        "card_valid_to": _iso(account.card_valid_to),
        "phone_last2": f"{citizen.number * 37 % 100:02}" if account.exists else None,
        "device_bound": account.is_device_bound,
    }


def _link(citizen: Citizen) -> dict[str, Any]:
    link = citizen.link
    return {
        "state": link.state.value,
        "linked_on": _iso(link.linked_on),
        "linked_accounts_count": link.accounts_count if link.state is Linking.LINKED else 0,
        "data_migration": link.migration.value,
    }


def _message_code(systems: Systems) -> str:
    if systems.portal is Service.DOWN:
        return "portal_maintenance"
    if systems.vneid is Service.DOWN:
        return "vneid_connection_failed"
    slow = Service.DEGRADED in (systems.portal, systems.vneid)
    return "slow" if slow else "none"


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
