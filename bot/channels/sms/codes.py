"""What Twilio's codes and statuses mean for a delivery.

Source: https://www.twilio.com/docs/api/errors and, for the statuses,
https://www.twilio.com/docs/messaging/api/message-resource#message-status-values.
"""

from collections.abc import Mapping
from enum import StrEnum


class Meaning(StrEnum):
    """What follows from an error code."""

    NEVER = "never"
    """This message will never arrive."""
    LATER = "later"
    """The provider is busy."""
    SETUP = "setup"
    """Our account or sender is not set up; messages wait until someone has seen to it."""
    OPT_OUT = "opt_out"
    """The citizen has refused messages at the provider."""


CODES: Mapping[int, Meaning] = {
    14107: Meaning.LATER,  # too many messages for this number
    20001: Meaning.NEVER,  # invalid parameter
    20003: Meaning.SETUP,  # wrong account or token
    20005: Meaning.SETUP,  # account not active
    20404: Meaning.SETUP,  # no such account or service
    20429: Meaning.LATER,  # too many requests
    20500: Meaning.LATER,  # internal error
    20503: Meaning.LATER,  # service unavailable
    21211: Meaning.NEVER,  # invalid To
    21212: Meaning.SETUP,  # invalid From
    21408: Meaning.SETUP,  # no permission for the country
    21602: Meaning.NEVER,  # no body
    21603: Meaning.SETUP,  # no From
    21604: Meaning.NEVER,  # no To
    21606: Meaning.SETUP,  # From can't send text messages
    21608: Meaning.SETUP,  # trial account, number not verified
    21610: Meaning.OPT_OUT,
    21611: Meaning.LATER,  # the sender's queue is full
    21612: Meaning.NEVER,  # To can't be reached from this From
    21614: Meaning.NEVER,  # To is no mobile number
    21617: Meaning.NEVER,  # over 1,600 characters
    21635: Meaning.NEVER,  # To is a landline
    21659: Meaning.SETUP,  # From is no number of ours
    21701: Meaning.SETUP,  # no such Messaging Service
    21703: Meaning.SETUP,  # the Messaging Service has no sender
    30001: Meaning.LATER,  # queue overflow
    30002: Meaning.SETUP,  # account suspended
    30003: Meaning.NEVER,  # handset can't be reached
    30004: Meaning.NEVER,  # blocked
    30005: Meaning.NEVER,  # unknown handset
    30006: Meaning.NEVER,  # landline, or a carrier that can't be reached
    30007: Meaning.NEVER,  # filtered by a carrier
    30008: Meaning.NEVER,  # unknown error
    30009: Meaning.NEVER,  # a segment is missing
    30010: Meaning.NEVER,  # over the highest price
    30017: Meaning.LATER,  # carrier network congestion
    30022: Meaning.LATER,  # carrier's rate limit
    63038: Meaning.LATER,  # the account's daily limit
}

WAIT_SECONDS: Mapping[Meaning, float] = {Meaning.LATER: 2.0, Meaning.SETUP: 60.0}
"""Before the next attempt, where the provider names no time."""


class Receipt(StrEnum):
    """What a status says of a delivery; the value is the delivery's own status."""

    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"


RECEIPTS: Mapping[str, Receipt | None] = {
    "accepted": None,
    "scheduled": None,
    "queued": None,
    "sending": None,
    "sent": Receipt.SENT,
    "delivered": Receipt.DELIVERED,
    "read": Receipt.DELIVERED,
    "undelivered": Receipt.FAILED,
    "failed": Receipt.FAILED,
    "canceled": Receipt.FAILED,
}
"""None: the provider is still at it."""

_REFUSED = frozenset([401, 403])


def meaning_of(code: int | None, http_status: int) -> Meaning:
    """Return what an error means; an unknown code is for ever, unless we were not let in."""
    if code is not None and code in CODES:
        return CODES[code]
    return Meaning.SETUP if http_status in _REFUSED else Meaning.NEVER
