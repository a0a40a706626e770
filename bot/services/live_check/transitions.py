"""What becomes of a check: pure decisions, from the check as it was and what was seen."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

from bot.portal_client.outcomes import LinkStatus
from bot.services.live_check import waits
from bot.services.live_check.status import Ending, Status
from storage.live_checks import LiveCheck


def settle(check: LiveCheck, ending: Ending, now: datetime, result: str | None = None) -> LiveCheck:
    """Return the check with its ending; the citizen is told next."""
    return replace(
        check, status=Status.SETTLED, outcome=ending, result=result, failures=0, next_at=now
    )


def after(check: LiveCheck, seconds: float, now: datetime) -> LiveCheck:
    """Return the check with its next step in some seconds."""
    return replace(check, next_at=now + timedelta(seconds=seconds))


def is_over(check: LiveCheck, now: datetime) -> bool:
    """Tell whether the code, or later the token, has expired."""
    return check.expires_at is not None and now >= check.expires_at


def seen(
    check: LiveCheck, status: LinkStatus, now: datetime, business_now: datetime | None
) -> LiveCheck:
    """Return the check with the result, or to look again where that is old or about to change.

    Args:
        check: with no failures, before this look.
        status: what the portal says.
        now: real time.
        business_now: what its `as_of` is compared with; None: it can't be.
    """
    looked = replace(check, failures=0, looks=check.looks + 1)
    is_last = looked.looks >= waits.MOST_LOOKS
    if business_now is not None and abs(business_now - status.as_of) > waits.FRESH:
        if is_last:
            return settle(looked, Ending.STALE, now)
        return after(looked, waits.LOOK_AGAIN_SECONDS, now)
    if status.is_linking and not is_last:
        return after(looked, waits.look_wait_seconds(status.retry_after_seconds), now)
    result = {
        "live_state": status.state.value,
        "account_type": status.owner,
        "live_lock": status.lock,
        "live_as_of": status.as_of.isoformat(timespec="minutes"),
    }
    return settle(looked, Ending.FOUND, now, json.dumps(result))
