"""Every state of the two-step link check, with the codes of the project's state machine."""

from enum import StrEnum


class State(StrEnum):
    """Where a citizen stands. E: before any step, S1 and S2: in a step, F: something failed."""

    NOT_CITIZEN = "E0"
    NO_OLD_ACCOUNT = "E1"
    NO_VNEID = "E2"
    VNEID_NOT_ACTIVATED = "E2a"
    VNEID_UNUSABLE = "E2b"
    ONLY_OLD_ID_CARD = "E2c"
    BOTH_ACCOUNTS = "E3"

    S1_LOGIN = "S1_LOGIN"
    S1_AUTO_CHECK = "S1_AUTO_CHECK"
    S1_PROMPT = "S1_PROMPT"
    S1_SKIPPED = "S1_SKIPPED"
    S1_MANUAL = "S1_MANUAL"
    S1_HAS_CCCD = "S1_HAS_CCCD"
    S1_DONE = "S1_DONE"

    S2_NOTICE = "S2_NOTICE"
    S2_VNEID_LOGIN = "S2_VNEID_LOGIN"
    S2_OTP = "S2_OTP"
    S2_VERIFY = "S2_VERIFY"
    LINKED = "LINKED"
    DONE = "DONE"
    DONE_NO_LINK = "DONE_NO_LINK"

    F_PORTAL_PW = "F_PORTAL_PW"
    F_PORTAL_LOCKED = "F_PORTAL_LOCKED"
    F_PORTAL_EXISTS = "F_PORTAL_EXISTS"
    F_SIM = "F_SIM"
    F_OTP = "F_OTP"
    F_MISMATCH = "F_MISMATCH"
    F_NOT_FOUND = "F_NOT_FOUND"
    F_CCCD_TAKEN = "F_CCCD_TAKEN"
    F_NO_NOTICE = "F_NO_NOTICE"
    F_VNEID_PW = "F_VNEID_PW"
    F_DEVICE = "F_DEVICE"
    F_LOST_PHONE = "F_LOST_PHONE"
    F_PHONE_CHANGED = "F_PHONE_CHANGED"
    F_LOCKED = "F_LOCKED"
    F_EXPIRED = "F_EXPIRED"
    F_LEVEL = "F_LEVEL"
    F_DOWN = "F_DOWN"
    F_NOT_LINKED = "F_NOT_LINKED"
    F_OLD_RECORDS = "F_OLD_DATA"
    F_SCAM = "F_SCAM"
    F_ONESTOP = "F_ONESTOP"


OLD_LOGIN = frozenset(
    {
        State.BOTH_ACCOUNTS,
        State.S1_LOGIN,
        State.S1_AUTO_CHECK,
        State.S1_PROMPT,
        State.S1_SKIPPED,
        State.S1_MANUAL,
        State.S1_HAS_CCCD,
        State.S1_DONE,
        State.S2_NOTICE,
    }
)
"""States that lead on through a login with the old account."""

URGENT = frozenset({State.F_SCAM, State.F_LOST_PHONE})
"""Troubles that come before everything else."""

OF_THE_OLD_LOGIN = frozenset({State.F_PORTAL_PW, State.F_NO_NOTICE})
"""Troubles that end when the old account is no longer logged in to."""
