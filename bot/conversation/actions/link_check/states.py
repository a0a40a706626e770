"""The table of the check: every question, where each answer leads, and how it can end."""

from collections.abc import Mapping

from bot.conversation.actions.link_check.steps import (
    Ask,
    Choice,
    End,
    Help,
    Question,
    Result,
)
from bot.conversation.actions.linking import Period

START = "holder"

WITH_VNEID = {Period.VNEID_FIRST: Ask("vneid_login"), Period.VNEID_ONLY: Ask("vneid_login")}
"""Since 15 June 2024 the way begins with the login by VNeID."""
LOOK_AGAIN = {Period.VNEID_FIRST: Ask("linked_again"), Period.VNEID_ONLY: Ask("linked_again")}
"""There the login by VNeID came before the ID number was looked at."""


def _topic(value: str, state: str, topic: str, again: str) -> Choice:
    return Choice(value, Help(state, f"utter_faq_{topic}", again))


_QUESTIONS = (
    Question(
        "holder",
        "E0",
        (
            Choice("citizen", Ask("portal_account")),
            Choice("child", End("under_14")),
            Choice("organisation", End("organisation")),
            Choice("foreigner", End("foreigner")),
        ),
    ),
    Question(
        "portal_account",
        "E1",
        (
            Choice("yes", Ask("vneid")),
            Choice("no", End("no_old_account")),
            Choice("unsure", Ask("vneid")),
        ),
    ),
    Question(
        "vneid",
        "E2",
        (
            Choice("yes", Ask("old_login"), WITH_VNEID),
            Choice("no", End("no_vneid")),
            Choice("trouble", Ask("vneid_trouble")),
        ),
    ),
    Question(
        "vneid_trouble",
        "E2",
        (
            _topic("not_activated", "E2a", "activate-account", "vneid"),
            _topic("locked", "E2b", "account-locked", "vneid"),
            _topic("expired", "E2b", "expired-id-card", "vneid"),
            _topic("old_card", "E2c", "cmnd-9-digit", "vneid"),
        ),
    ),
    Question(
        "old_login",
        "S1_LOGIN",
        (Choice("yes", Ask("cccd")), Choice("no", Ask("old_login_trouble"))),
    ),
    Question(
        "old_login_trouble",
        "S1_LOGIN",
        (
            _topic("password", "F_PORTAL_PW", "forgot-portal-password", "old_login"),
            _topic("otp", "F_OTP", "otp-not-received", "old_login"),
            _topic("locked", "F_PORTAL_LOCKED", "forgot-portal-password", "old_login"),
            _topic("registered", "F_PORTAL_EXISTS", "cccd-already-registered", "old_login"),
            _topic("sim", "F_SIM", "sim-not-in-name", "old_login"),
            _topic("down", "F_DOWN", "system-overload", "old_login"),
        ),
    ),
    Question(
        "cccd",
        "S1_AUTO_CHECK",
        (
            Choice("yes", Ask("notice"), dict.fromkeys(LOOK_AGAIN, End("not_linked"))),
            Choice("no", Ask("update")),
        ),
    ),
    Question(
        "update",
        "S1_MANUAL",
        (
            Choice("updated", Ask("notice"), LOOK_AGAIN),
            _topic("mismatch", "F_MISMATCH", "data-mismatch", "update"),
            _topic("not_found", "F_NOT_FOUND", "citizen-not-found", "update"),
            _topic("taken", "F_CCCD_TAKEN", "cccd-already-registered", "update"),
            _topic("down", "F_DOWN", "system-overload", "update"),
        ),
    ),
    Question(
        "notice",
        "S2_NOTICE",
        (
            Choice("yes", Ask("vneid_login")),
            Choice("no", Help("F_NO_NOTICE", "utter_link_check_no_notice", "notice")),
        ),
    ),
    Question(
        "vneid_login",
        "S2_VNEID_LOGIN",
        (Choice("yes", Ask("linked")), Choice("no", Ask("vneid_login_trouble"))),
    ),
    Question(
        "vneid_login_trouble",
        "S2_VNEID_LOGIN",
        (
            _topic("password", "F_VNEID_PW", "forgot-vneid-password", "vneid_login"),
            _topic("otp", "F_OTP", "otp-not-received", "vneid_login"),
            Choice("phone", Ask("phone")),
            _topic("locked", "F_LOCKED", "account-locked", "vneid_login"),
            _topic("expired", "F_EXPIRED", "expired-id-card", "vneid_login"),
            _topic("level", "F_LEVEL", "get-level2", "vneid_login"),
            _topic("down", "F_DOWN", "system-overload", "vneid_login"),
        ),
    ),
    Question(
        "phone",
        "S2_VNEID_LOGIN",
        (
            _topic("lost", "F_LOST_PHONE", "lost-phone-lock", "vneid_login"),
            _topic("other_device", "F_DEVICE", "new-device", "vneid_login"),
            _topic("number_changed", "F_PHONE_CHANGED", "change-phone-number", "vneid_login"),
        ),
    ),
    Question(
        "linked",
        "S2_VERIFY",
        (
            Choice("yes", Ask("old_records")),
            Choice("no", End("not_linked"), dict.fromkeys(LOOK_AGAIN, Ask("cccd"))),
        ),
    ),
    Question(
        "linked_again",
        "S2_VERIFY",
        (Choice("yes", Ask("old_records")), Choice("no", End("not_linked"))),
    ),
    Question(
        "old_records",
        "LINKED",
        (Choice("yes", End("linked")), Choice("no", End("records_missing"))),
    ),
)

QUESTIONS: Mapping[str, Question] = {question.name: question for question in _QUESTIONS}

RESULTS: Mapping[str, Result] = {
    "linked": Result("LINKED"),
    "records_missing": Result("F_OLD_DATA", "old-dossiers-missing"),
    "not_linked": Result("F_NOT_LINKED"),
    "no_old_account": Result("E1", "no-old-account"),
    "no_vneid": Result("E2", "register-level1"),
    "organisation": Result("E0", "org-deadline", "organisation"),
    "foreigner": Result("E0", "foreigner-eligibility", "foreigner"),
    "under_14": Result("E0", "children-account"),
}
