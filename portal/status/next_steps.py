"""What a citizen should do next in each state, and who can help."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.states import OLD_LOGIN, State
from portal.status.classify import VNEID_ONLY_FROM

RETRY_WHEN_DOWN_SECONDS = 1800
RETRY_WHEN_PENDING_SECONDS = 60


class Escalation(StrEnum):
    """Who can help."""

    SELF_HELP = "L0"
    TICKET = "L1"
    HOTLINE = "L2"
    POLICE = "L3"
    URGENT = "L4"


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do.

    Attributes:
        action: a code, in the words of the citizen's errand.
        escalation: who can help when it does not work.
        retry_after_seconds: when to look again, where waiting is what to do.
    """

    action: str
    escalation: Escalation = Escalation.SELF_HELP
    retry_after_seconds: int | None = None


_L0, _L1, _L2, _L3, _L4 = Escalation

STEPS: dict[State, NextStep] = {
    State.NOT_CITIZEN: NextStep("use_account_of_own_kind"),
    State.NO_OLD_ACCOUNT: NextStep("log_in_with_vneid"),
    State.NO_VNEID: NextStep("register_vneid", _L3),
    State.VNEID_NOT_ACTIVATED: NextStep("activate_vneid", _L2),
    State.VNEID_UNUSABLE: NextStep("renew_card_or_ask_unlock", _L3),
    State.ONLY_OLD_ID_CARD: NextStep("get_identity_card", _L3),
    State.BOTH_ACCOUNTS: NextStep("log_in_with_old_account"),
    State.S1_LOGIN: NextStep("log_in_with_old_account"),
    State.S1_AUTO_CHECK: NextStep("wait_for_automatic_check"),
    State.S1_PROMPT: NextStep("enter_id_number_on_portal"),
    State.S1_SKIPPED: NextStep("open_identification_page"),
    State.S1_MANUAL: NextStep("update_from_population_database"),
    State.S1_HAS_CCCD: NextStep("confirm_identification_page"),
    State.S1_DONE: NextStep("log_out_then_choose_vneid"),
    State.S2_NOTICE: NextStep("press_log_in_with_vneid"),
    State.S2_VNEID_LOGIN: NextStep("log_in_with_vneid"),
    State.S2_OTP: NextStep("enter_otp_on_portal"),
    State.S2_VERIFY: NextStep("check_linked_list", _L0, RETRY_WHEN_PENDING_SECONDS),
    State.LINKED: NextStep("check_old_dossiers"),
    State.DONE: NextStep("nothing"),
    State.DONE_NO_LINK: NextStep("nothing"),
    State.F_PORTAL_PW: NextStep("reset_portal_password"),
    State.F_PORTAL_LOCKED: NextStep("log_in_with_vneid", _L2),
    State.F_PORTAL_EXISTS: NextStep("log_in_instead_of_registering", _L1),
    State.F_SIM: NextStep("correct_sim_registration_at_carrier"),
    State.F_OTP: NextStep("check_signal_and_resend_once", _L3),
    State.F_MISMATCH: NextStep("correct_personal_records", _L3),
    State.F_NOT_FOUND: NextStep("ask_police_to_check_records", _L3),
    State.F_CCCD_TAKEN: NextStep("keep_account_with_dossiers", _L1),
    State.F_NO_NOTICE: NextStep("choose_vneid_on_login_page", _L1),
    State.F_VNEID_PW: NextStep("reset_vneid_password", _L3),
    State.F_DEVICE: NextStep("move_vneid_to_this_phone", _L3),
    State.F_LOST_PHONE: NextStep("lock_vneid_now", _L4),
    State.F_PHONE_CHANGED: NextStep("change_phone_number", _L3),
    State.F_LOCKED: NextStep("ask_unlock", _L3),
    State.F_EXPIRED: NextStep("renew_card", _L3),
    State.F_LEVEL: NextStep("get_level_2", _L3),
    State.F_DOWN: NextStep("wait_and_retry", _L0, RETRY_WHEN_DOWN_SECONDS),
    State.F_NOT_LINKED: NextStep("repeat_step_1_and_log_in_again", _L2),
    State.F_OLD_RECORDS: NextStep("ask_for_old_dossiers", _L1),
    State.F_SCAM: NextStep("stop_and_call_bank_and_police", _L4),
    State.F_ONESTOP: NextStep("register_vneid_yourself", _L0),
}


def next_step(state: State, today: date) -> NextStep:
    """Return what to do in a state; from 15 June 2024 the login with VNeID is tried first."""
    if state in OLD_LOGIN and today >= VNEID_ONLY_FROM:
        return NextStep("log_in_with_vneid")
    return STEPS[state]
