"""How long to wait before a call is tried again, and when to give up."""

import random
from datetime import timedelta

MOST_CODE_WAIT = timedelta(minutes=15)
"""So long a code is asked for, before the citizen is told that the portal is down."""
FIRST_WAIT_SECONDS = 2.0
LONGEST_WAIT_SECONDS = 60.0
SPREAD = 0.2
"""Waits differ by so much, so that those who failed together don't come back together."""
MOST_UNTRUSTED = 4
"""So many answers in a row that can't be trusted end the check."""
MOST_LOOKS = 4
"""A status that is old or still being linked is read so often."""
LOOK_AGAIN_SECONDS = 3.0
LONGEST_LOOK_WAIT_SECONDS = 15.0
"""The citizen waits at the screen: longer than that, what is known is told."""
SLOWER_BY_SECONDS = 5
"""Source: RFC 8628 section 3.5, `slow_down`."""
STILL_CHECKING_SECONDS = 3.0
"""After so long the citizen is told that it takes longer."""
FRESH = timedelta(minutes=10)
"""A status that is older, or from the future by more, is not believed."""


def backoff_seconds(failures: int, asked_for: float | None) -> float:
    """Return how long to wait after so many failures in a row.

    Args:
        failures: at least one.
        asked_for: by the portal's Retry-After; never undercut.
    """
    doubled = min(FIRST_WAIT_SECONDS * 2.0 ** min(failures - 1, 10), LONGEST_WAIT_SECONDS)
    spread = random.uniform(1 - SPREAD, 1 + SPREAD)  # noqa: S311 - no secret
    return max(doubled * spread, asked_for or 0.0)


def look_wait_seconds(asked_for: int | None) -> float:
    """Return how long to wait before a status is read again."""
    return min(max(asked_for or 0, LOOK_AGAIN_SECONDS), LONGEST_LOOK_WAIT_SECONDS)
