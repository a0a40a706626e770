"""Device authorization requests: one is a pair of codes and what became of it.

They are kept in memory only. After a restart an old code is unknown, so it is answered with
`invalid_grant`, never approved, and never used a second time.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from authlib.oauth2.rfc8628 import DeviceCredentialMixin

KEPT_AFTER_EXPIRY = timedelta(minutes=10)
"""So long an expired code is told from one that never was."""

SLOWER_BY_SECONDS = 5
"""Source: RFC 8628 section 3.5, `slow_down`."""


class Decision(StrEnum):
    """What the citizen said."""

    OPEN = "open"
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(slots=True, kw_only=True)
class DeviceRequest(DeviceCredentialMixin):
    """One request of a client; times are real time.

    Attributes:
        citizen: number of whoever decided; None while nobody has.
        is_used: a token was given out for it.
        interval_seconds: grows each time the client polls too soon.
    """

    client_id: str
    device_code: str
    user_code: str
    scope: str
    made_at: datetime
    expires_at: datetime
    interval_seconds: int
    decision: Decision = Decision.OPEN
    citizen: int | None = None
    is_used: bool = False
    polled_at: datetime | None = None
    has_expired: bool = False

    def get_client_id(self) -> str:
        """The client that asked."""
        return self.client_id

    def get_scope(self) -> str:
        """What was asked for."""
        return self.scope

    def get_user_code(self) -> str:
        """The code the citizen types."""
        return self.user_code

    def is_expired(self) -> bool:
        """Whether its time was over when it was last looked up."""
        return self.has_expired

    def polls_too_soon(self, now: datetime) -> bool:
        """Note a poll; a client that didn't wait has to wait longer from now on."""
        waited = None if self.polled_at is None else (now - self.polled_at).total_seconds()
        self.polled_at = now
        if waited is None or waited >= self.interval_seconds:
            return False
        self.interval_seconds += SLOWER_BY_SECONDS
        return True


class DeviceRequests:
    """All requests, by either code."""

    def __init__(self) -> None:
        self._by_device_code: dict[str, DeviceRequest] = {}
        self._by_user_code: dict[str, DeviceRequest] = {}

    def __len__(self) -> int:
        return len(self._by_device_code)

    def add(self, request: DeviceRequest) -> None:
        """Keep a new request, and forget those that are long over."""
        self._forget_before(request.made_at - KEPT_AFTER_EXPIRY)
        self._by_device_code[request.device_code] = request
        self._by_user_code[request.user_code] = request

    def has_user_code(self, user_code: str) -> bool:
        """Whether the code is given out already."""
        return user_code in self._by_user_code

    def find(self, device_code: str, now: datetime) -> DeviceRequest | None:
        """Return the client's request; None: no such code."""
        return self._dated(self._by_device_code.get(device_code), now)

    def find_open(self, user_code: str, now: datetime) -> DeviceRequest | None:
        """Return the request a citizen may decide on; None: no such code, or it is over."""
        request = self._dated(self._by_user_code.get(user_code), now)
        if request is None or request.has_expired or request.decision is not Decision.OPEN:
            return None
        return request

    def reset(self) -> None:
        """Forget everything."""
        self._by_device_code.clear()
        self._by_user_code.clear()

    @staticmethod
    def _dated(request: DeviceRequest | None, now: datetime) -> DeviceRequest | None:
        if request is not None:
            request.has_expired = request.has_expired or now >= request.expires_at
        return request

    def _forget_before(self, moment: datetime) -> None:
        """Drop the oldest; codes are valid equally long, so they end in the order they came."""
        while self._by_device_code:
            oldest = next(iter(self._by_device_code.values()))
            if oldest.expires_at >= moment:
                return
            del self._by_device_code[oldest.device_code]
            del self._by_user_code[oldest.user_code]
