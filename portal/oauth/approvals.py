"""What citizens say to requests, and the limit on codes typed wrong."""

from portal.clock import Clock
from portal.oauth.attempts import Attempts
from portal.oauth.requests import Decision, DeviceRequest, DeviceRequests
from portal.oauth.user_codes import read_user_code

WRONG_CODES_OF_AN_ADDRESS = 20


class TooManyWrong(Exception):
    """No more codes may be tried for a while."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(f"wait {wait_seconds} seconds")
        self.wait_seconds = wait_seconds


class Approvals:
    """Looks up codes and keeps decisions."""

    def __init__(self, requests: DeviceRequests, clock: Clock) -> None:
        self._requests = requests
        self._clock = clock
        self._by_citizen = Attempts()
        self._by_address = Attempts(WRONG_CODES_OF_AN_ADDRESS)

    def look_up(self, typed: str, citizen: int, address: str) -> DeviceRequest | None:
        """Return the open request of a code that was typed; None: there is none, and it counts.

        Raises:
            TooManyWrong: the citizen or the network address tried too often.
        """
        now = self._clock.real_now()
        tries = ((self._by_citizen, str(citizen)), (self._by_address, address))
        wait_seconds = max(attempts.wait_seconds(name, now) for attempts, name in tries)
        if wait_seconds:
            raise TooManyWrong(wait_seconds)
        user_code = read_user_code(typed)
        found = None if user_code is None else self._requests.find_open(user_code, now)
        if found is None:
            for attempts, name in tries:
                attempts.note_wrong(name, now)
        return found

    def decide(self, user_code: str, citizen: int, *, is_approved: bool) -> bool:
        """Keep a decision; False: the request is over or was decided already."""
        request = self._requests.find_open(user_code, self._clock.real_now())
        if request is None:
            return False
        request.citizen = citizen
        request.decision = Decision.APPROVED if is_approved else Decision.REFUSED
        return True

    def expire(self, user_code: str) -> bool:
        """Let a request run out now; False: it is over already."""
        request = self._requests.find_open(user_code, self._clock.real_now())
        if request is not None:
            request.has_expired = True
        return request is not None

    def reset(self) -> None:
        """Forget what was typed wrong."""
        self._by_citizen.reset()
        self._by_address.reset()
