"""The one state and the one next step for each code of the portal."""

from collections.abc import Mapping

from bot.conversation.actions.linking import Period
from bot.portal_client.states import LinkState as S

Responses = tuple[str, ...]

_LOGIN = "utter_faq_portal-login-vneid"
_AFTER = "utter_live_check_after"
"""Offers to look again; where nothing is left to do, the words for that offer it themselves."""

_NEXT: Mapping[S, str] = {
    S.E2: "utter_faq_register-level1",
    S.E2A: "utter_faq_activate-account",
    S.E2B: "utter_faq_account-locked",
    S.E2C: "utter_faq_cmnd-9-digit",
    S.E3: "utter_faq_link-step1",
    S.S1_LOGIN: "utter_faq_link-step1",
    S.S1_AUTO_CHECK: "utter_faq_link-step1",
    S.S1_PROMPT: "utter_faq_link-step1",
    S.S1_SKIPPED: "utter_faq_link-step1",
    S.S1_MANUAL: "utter_faq_link-step1",
    S.S1_HAS_CCCD: "utter_faq_link-step2",
    S.S1_DONE: "utter_faq_link-step2",
    S.S2_NOTICE: "utter_faq_link-step2",
    S.S2_VNEID_LOGIN: _LOGIN,
    S.S2_OTP: "utter_faq_otp-not-received",
    S.S2_VERIFY: "utter_faq_link-verify",
    S.F_PORTAL_PW: "utter_faq_forgot-portal-password",
    S.F_PORTAL_LOCKED: _LOGIN,
    S.F_PORTAL_EXISTS: "utter_faq_cccd-already-registered",
    S.F_SIM: "utter_faq_sim-not-in-name",
    S.F_OTP: "utter_faq_otp-not-received",
    S.F_MISMATCH: "utter_faq_data-mismatch",
    S.F_NOT_FOUND: "utter_faq_citizen-not-found",
    S.F_CCCD_TAKEN: "utter_faq_cccd-already-registered",
    S.F_NO_NOTICE: "utter_link_check_no_notice",
    S.F_VNEID_PW: "utter_faq_forgot-vneid-password",
    S.F_DEVICE: "utter_faq_new-device",
    S.F_LOST_PHONE: "utter_faq_lost-phone-lock",
    S.F_PHONE_CHANGED: "utter_faq_change-phone-number",
    S.F_LOCKED: "utter_faq_account-locked",
    S.F_EXPIRED: "utter_faq_expired-id-card",
    S.F_LEVEL: "utter_faq_get-level2",
    S.F_DOWN: "utter_faq_system-overload",
    S.F_OLD_RECORDS: "utter_faq_old-dossiers-missing",
    S.F_SCAM: "utter_faq_scam-calls-apps",
    S.F_ONESTOP: "utter_faq_onestop-create-account",
}
"""What to do in a state that is named by a sentence of its own."""

_ENDS: Mapping[S, Responses] = {
    S.E1: ("utter_link_check_no_old_account", "utter_faq_no-old-account"),
    S.LINKED: ("utter_link_check_linked",),
    S.DONE: ("utter_link_check_linked",),
    S.DONE_NO_LINK: ("utter_link_check_no_old_account", "utter_faq_no-old-account"),
    S.F_NOT_LINKED: ("utter_link_check_not_linked",),
}
"""States that the self-guided check ends in as well, with its words."""

NOTHING_TO_LINK = frozenset([S.E1, S.DONE_NO_LINK])
"""States in which no deadline matters: there is no old account."""

_NOT_CITIZENS: Mapping[str | None, Responses] = {
    "foreigner": ("utter_link_check_foreigner", "utter_faq_foreigner-eligibility"),
}
_ORGANISATION = ("utter_link_check_organisation", "utter_faq_org-deadline")

THROUGH_THE_OLD_LOGIN = frozenset(
    [
        S.E3,
        S.S1_LOGIN,
        S.S1_AUTO_CHECK,
        S.S1_PROMPT,
        S.S1_SKIPPED,
        S.S1_MANUAL,
        S.S1_HAS_CCCD,
        S.S1_DONE,
        S.S2_NOTICE,
    ]
)
"""States that lead on through the old account: since 15 June 2024 VNeID is tried first."""


def standing(state: S, *, owner: str | None, lock: str | None, period: Period) -> Responses:
    """Return the responses that name a state and say what to do.

    Args:
        state: as the portal found it.
        owner: whose account it is.
        lock: why VNeID is locked, if it is.
        period: which way of linking holds today.
    """
    if state is S.E0:
        return _NOT_CITIZENS.get(owner, _ORGANISATION)
    if state in _ENDS:
        return _ENDS[state]
    named = f"utter_live_check_state_{state.value.lower()}"
    if state is S.E2B and lock == "expired_card":
        return named, "utter_faq_expired-id-card", _AFTER
    if state in THROUGH_THE_OLD_LOGIN and period is not Period.AS_WRITTEN:
        return named, _LOGIN, _AFTER
    return named, _NEXT[state], _AFTER
