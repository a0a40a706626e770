"""The endpoints beside the token's: asking for codes, and giving a token back."""

import secrets
from datetime import timedelta
from typing import Any, ClassVar

from authlib.oauth2.rfc6749 import AuthorizationServer
from authlib.oauth2.rfc6749.errors import InvalidRequestError
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc8628 import DeviceAuthorizationEndpoint

from portal.oauth.client import AUTH_METHODS, SCOPE, Client
from portal.oauth.exchange import FormRequest
from portal.oauth.requests import DeviceRequest
from portal.oauth.tokens import Token
from portal.oauth.user_codes import make_user_code

TOKEN_BYTES = 32


class CodeEndpoint(DeviceAuthorizationEndpoint):
    """Gives out a pair of codes: RFC 8628 sections 3.1 and 3.2."""

    CLIENT_AUTH_METHODS: ClassVar[list[str]] = list(AUTH_METHODS)

    def __init__(self, server: AuthorizationServer) -> None:
        super().__init__(server)
        self.EXPIRES_IN = server.options.code_seconds
        self.INTERVAL = server.options.interval_seconds

    def generate_user_code(self) -> str:
        """Return a code that is not given out."""
        code = make_user_code()
        while self.server.requests.has_user_code(code):
            code = make_user_code()
        return code

    def generate_device_code(self) -> str:
        """Return the secret the client polls with."""
        return secrets.token_urlsafe(TOKEN_BYTES)

    def get_verification_uri(self) -> str:
        """Return the address of the approval page."""
        return f"{self.server.options.public_url}/activate"

    def save_device_credential(
        self,
        client_id: str,
        scope: str | None,  # noqa: ARG002 - there is one scope, asked for or not
        answer: dict[str, Any],
    ) -> None:
        """Keep the request."""
        now = self.server.clock.real_now()
        self.server.requests.add(
            DeviceRequest(
                client_id=client_id,
                device_code=answer["device_code"],
                user_code=answer["user_code"],
                scope=SCOPE,
                made_at=now,
                expires_at=now + timedelta(seconds=answer["expires_in"]),
                interval_seconds=answer["interval"],
            )
        )


class GiveBackEndpoint(RevocationEndpoint):
    """Makes a token worthless: RFC 7009."""

    CLIENT_AUTH_METHODS: ClassVar[list[str]] = list(AUTH_METHODS)

    def check_params(self, request: FormRequest, client: Client) -> None:  # noqa: ARG002
        """Demand the token; a hint is only a hint."""
        if not request.form.get("token"):
            raise InvalidRequestError("token is missing")

    def query_token(self, token_string: str, token_type_hint: str | None) -> Token | None:  # noqa: ARG002
        """Return the token; None: nothing to revoke, which is no error."""
        found: Token | None = self.server.tokens.find(token_string, self.server.clock.real_now())
        return found

    def revoke_token(self, token: Token, request: FormRequest) -> None:  # noqa: ARG002
        """Forget the token."""
        self.server.tokens.revoke(request.form["token"])
