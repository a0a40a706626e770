"""The calls of a live check: codes, poll, status, giving the token back.

Source: RFC 8628 (device authorization), RFC 7009 (revocation), docs/portal.md (the status).
"""

from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import urlsplit

import httpx
from pydantic import BaseModel, ValidationError

from bot.portal_client.answers import CodesAnswer, ErrorAnswer, StatusAnswer, TokenAnswer
from bot.portal_client.exchange import Answer, Exchange
from bot.portal_client.outcomes import (
    Codes,
    Expired,
    GivenBack,
    Granted,
    LinkStatus,
    LiveConsent,
    Misconfigured,
    Pending,
    Refused,
    SlowDown,
    Trouble,
    Unavailable,
    Untrusted,
    Worthless,
)

CLIENT_ID = "vneid-support-bot"
SCOPE = "link_status.read"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
_GOOD, _BAD_REQUEST, _UNAUTHORISED, _FORBIDDEN = 200, 400, 401, 403
_POLLED: Mapping[str, Pending | SlowDown | Refused | Expired | Worthless] = {
    "authorization_pending": Pending(),
    "slow_down": SlowDown(),
    "access_denied": Refused(),
    "expired_token": Expired(),
    "invalid_grant": Worthless(),
}

Model = TypeVar("Model", bound=BaseModel)


class PortalClient:
    """Asks the portal, with a citizen's consent.

    Args:
        base_url: where programs reach it, without a last slash.
        public_url: where citizens reach it: the only place a citizen is ever sent to.
        transport: for tests; None: the network.
    """

    def __init__(
        self,
        base_url: str,
        client_secret: str,
        public_url: str | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        auth = httpx.BasicAuth(CLIENT_ID, client_secret)
        self._exchange = Exchange(base_url, auth, transport)
        self._origin = _origin(public_url or base_url)

    async def authorize_device(self, consent: LiveConsent) -> Codes | Trouble:  # noqa: ARG002 - a permission
        """Ask for a pair of codes."""
        answer = await self._exchange.post("/oauth/device_authorization", {"scope": SCOPE})
        if not isinstance(answer, Answer):
            return answer
        codes = _read(CodesAnswer, answer) if answer.status == _GOOD else _refusal(answer)
        if not isinstance(codes, CodesAnswer):
            return codes
        if _origin(codes.verification_uri) != self._origin:
            return Untrusted("address elsewhere")
        return Codes(
            device_code=codes.device_code,
            user_code=codes.user_code,
            address=codes.verification_uri,
            expires_seconds=codes.expires_in,
            interval_seconds=codes.interval,
        )

    async def poll(
        self,
        device_code: str,
        consent: LiveConsent,  # noqa: ARG002 - a permission
    ) -> Pending | SlowDown | Granted | Refused | Expired | Worthless | Trouble:
        """Ask once whether the citizen has decided."""
        fields = {"grant_type": DEVICE_GRANT, "device_code": device_code}
        answer = await self._exchange.post("/oauth/token", fields)
        if not isinstance(answer, Answer):
            return answer
        if answer.status == _GOOD:
            token = _read(TokenAnswer, answer)
            if isinstance(token, Untrusted):
                return token
            return Granted(token.access_token, token.expires_in)
        error = _read(ErrorAnswer, answer)
        if isinstance(error, ErrorAnswer) and error.error in _POLLED:
            return _POLLED[error.error]
        return _refusal(answer)

    async def read_link_status(
        self,
        token: str,
        consent: LiveConsent,  # noqa: ARG002 - a permission
    ) -> LinkStatus | Worthless | Trouble:
        """Read where the citizen stands."""
        answer = await self._exchange.get("/api/v1/link-status", token)
        if not isinstance(answer, Answer):
            return answer
        if answer.status in {_UNAUTHORISED, _FORBIDDEN}:
            return Worthless()
        if answer.status != _GOOD:
            return Untrusted(f"status {answer.status}")
        status = _read(StatusAnswer, answer)
        if isinstance(status, Untrusted):
            return status
        return _status(status) if status.is_consistent else Untrusted("contradiction")

    async def revoke(self, token: str) -> GivenBack | Trouble:
        """Give a token back; needs no consent, since it only ends one."""
        answer = await self._exchange.post("/oauth/revoke", {"token": token})
        if not isinstance(answer, Answer):
            return answer
        return GivenBack() if answer.status == _GOOD else _refusal(answer)

    async def close(self) -> None:
        """Close the connections."""
        await self._exchange.close()


def _status(answer: StatusAnswer) -> LinkStatus:
    return LinkStatus(
        state=answer.result.state,
        owner=answer.portal_account.owner_type,
        lock=answer.vneid.lock,
        is_linking=answer.link.state == "pending",
        retry_after_seconds=answer.result.retry_after_s,
        as_of=answer.result.as_of,
    )


def _read(model: type[Model], answer: Answer) -> Model | Untrusted:
    try:
        return model.model_validate_json(answer.body)
    except ValidationError as error:
        # Places only: a value may be a secret.
        places = {".".join(map(str, one["loc"])) or "body" for one in error.errors()}
        return Untrusted("wrong or missing: " + ", ".join(sorted(places)[:5]))
    except (ValueError, RecursionError):
        return Untrusted("not JSON")


def _refusal(answer: Answer) -> Untrusted | Misconfigured | Unavailable:
    if answer.status in {_UNAUTHORISED, _FORBIDDEN}:
        return Misconfigured()
    error = _read(ErrorAnswer, answer)
    if isinstance(error, Untrusted):
        return Untrusted(f"status {answer.status}")
    if error.error in {"invalid_client", "unauthorized_client", "invalid_scope"}:
        return Misconfigured()
    if error.error == "temporarily_unavailable":
        return Unavailable(error.error)
    return Untrusted(error.error)


def _origin(url: str) -> tuple[str, str, int | None]:
    """Return where an address leads; an address that can't be read leads nowhere."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "", "", None
    is_plain = not parts.username and not parts.password
    return (parts.scheme, parts.hostname or "", port) if is_plain else ("", "", None)
