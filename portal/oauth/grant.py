"""The polling of the token endpoint: RFC 8628 sections 3.4 and 3.5."""

from typing import ClassVar

from authlib.oauth2.rfc6749.errors import InvalidGrantError
from authlib.oauth2.rfc8628 import DeviceCodeGrant

from portal.faults.kinds import FaultKind
from portal.oauth.client import AUTH_METHODS
from portal.oauth.requests import Decision, DeviceRequest


class PolledGrant(DeviceCodeGrant):
    """Answers one poll from the requests kept by the server."""

    TOKEN_ENDPOINT_AUTH_METHODS: ClassVar[list[str]] = list(AUTH_METHODS)

    def query_device_credential(self, device_code: str) -> DeviceRequest:
        """Return the request of a code; one that is unknown or used up grants nothing."""
        found: DeviceRequest | None = self.server.requests.find(
            device_code, self.server.clock.real_now()
        )
        if found is None or found.is_used:
            raise InvalidGrantError("The device_code is unknown or was used")
        self.request.credential = found
        return found

    def query_user_grant(self, user_code: str) -> tuple[int, bool] | None:  # noqa: ARG002
        """Return who decided and whether they approved; None: nobody has decided."""
        asked: DeviceRequest = self.request.credential
        if self._is_held_up() or asked.citizen is None:
            return None
        return asked.citizen, asked.decision is Decision.APPROVED

    def should_slow_down(self, credential: DeviceRequest) -> bool:
        """Whether the client polled too soon, or shall be told so."""
        is_too_soon = credential.polls_too_soon(self.server.clock.real_now())
        fault = self.request.fault
        return is_too_soon or (fault is not None and fault.kind is FaultKind.SLOW_DOWN)

    def _is_held_up(self) -> bool:
        fault = self.request.fault
        return fault is not None and fault.kind in (FaultKind.STILL_PENDING, FaultKind.SLOW_DOWN)
