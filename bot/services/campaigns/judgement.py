"""Decides about one reminder at the moment it would be sent; reads and writes nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

from bot.clock import business_day
from bot.services.campaigns.statuses import Reason
from bot.services.campaigns.windows import Window


class Say(Enum):
    """What is to be done with a reminder."""

    SEND = auto()
    DROP = auto()
    WAIT = auto()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to be done, and why or until when."""

    say: Say
    reason: Reason | None = None
    wait_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What is known of a reminder and its recipient inside the claim's transaction.

    Attributes:
        useful_until: business time.
        asked_in_chat: they asked to be told of this deadline in a chat of theirs, and will be.
        reminded_on: the business day of the last reminder to this person, by `reminded_by`.
    """

    delivery_id: int
    useful_until: datetime
    is_linked: bool
    has_opted_out: bool
    is_do_not_call: bool
    asked_in_chat: bool
    is_suppressed: bool
    has_consent: bool
    reminded_on: date | None
    reminded_by: int | None


@dataclass(frozen=True, slots=True)
class Rules:
    """What a campaign goes by."""

    window: Window
    ends_on_link: bool


_SEND = Judgement(Say.SEND)


def judge(candidate: Candidate, rules: Rules, now: datetime) -> Judgement:
    """Return what is to be done with a reminder at a moment of business time."""
    if reason := _objection(candidate, rules, now):
        return Judgement(Say.DROP, reason)
    if not rules.window.is_open(now):
        return _wait(candidate, rules.window.next_opening(now))
    if candidate.reminded_on == business_day(now) and not _is_own(candidate):
        return _wait(candidate, rules.window.next_day(now))
    return _SEND


def _objection(candidate: Candidate, rules: Rules, now: datetime) -> Reason | None:
    objections = (
        (candidate.has_opted_out, Reason.OPTED_OUT),
        (candidate.is_linked and rules.ends_on_link, Reason.LINKED),
        (not candidate.has_consent, Reason.NO_CONSENT),
        (candidate.is_do_not_call, Reason.DO_NOT_CALL),
        (candidate.is_suppressed, Reason.SUPPRESSED),
        (candidate.asked_in_chat, Reason.ASKED_IN_CHAT),
        (now >= candidate.useful_until, Reason.TOO_LATE),
    )
    return next((reason for holds, reason in objections if holds), None)


def _is_own(candidate: Candidate) -> bool:
    """The provider did not take it the first time: it may go out on the same day."""
    return candidate.reminded_by == candidate.delivery_id


def _wait(candidate: Candidate, until: datetime) -> Judgement:
    if until >= candidate.useful_until:
        return Judgement(Say.DROP, Reason.TOO_LATE)
    return Judgement(Say.WAIT, wait_until=until)
