"""How long a delivery is worth trying, by its purpose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryClass:
    """How deliveries of a purpose are tried.

    Attributes:
        useful_for: after this a message that says nothing of its own is of no use any more.
        longest_wait: between two attempts; the wait doubles until then.
        is_answer: the citizen waits for it, so it is sent to those who opted out too, and once
            more where nobody can tell whether the first one arrived.
    """

    useful_for: timedelta
    longest_wait: timedelta
    is_answer: bool

    def deadline(self, created_at: datetime, useful_until: datetime | None) -> datetime:
        """Return when the message is of no use any more."""
        return useful_until or created_at + self.useful_for

    def wait(self, attempts: int) -> timedelta:
        """Return how long to wait after so many attempts; the provider may ask for more."""
        return min(self.longest_wait, timedelta(seconds=2 ** min(attempts - 1, 20)))


NEWS = RetryClass(useful_for=timedelta(days=1), longest_wait=timedelta(minutes=10), is_answer=False)
"""Whatever is told unasked."""

ANSWER = "reply"
"""What the bot says to a message."""
OFFICERS = "officer"
"""What a person of the desk writes."""
APOLOGY = "apology"
"""Said instead of an answer that came too late."""

CLASSES: Mapping[str, RetryClass] = {
    ANSWER: RetryClass(
        useful_for=timedelta(hours=1), longest_wait=timedelta(seconds=30), is_answer=True
    ),
    APOLOGY: RetryClass(
        useful_for=timedelta(days=1), longest_wait=timedelta(minutes=10), is_answer=True
    ),
    OFFICERS: RetryClass(
        useful_for=timedelta(days=1), longest_wait=timedelta(minutes=2), is_answer=True
    ),
}
"""By purpose; the others are news."""
ANSWERS = tuple(purpose for purpose, tried in CLASSES.items() if tried.is_answer)
"""Purposes of what a citizen waits for."""


def class_of(purpose: str) -> RetryClass:
    """Return how deliveries of a purpose are tried."""
    return CLASSES.get(purpose, NEWS)
