"""The authorization server: authlib's, with memory for a store and Starlette for answers."""

import json
import secrets
from datetime import timedelta
from typing import Any

from authlib.oauth2.rfc6749 import AuthorizationServer
from authlib.oauth2.rfc6749.errors import (
    InvalidClientError,
    InvalidRequestError,
    OAuth2Error,
)
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc8628 import DEVICE_CODE_GRANT_TYPE
from starlette.responses import Response

from portal.clock import Clock
from portal.oauth.client import SCOPE, Client
from portal.oauth.endpoints import TOKEN_BYTES, CodeEndpoint, GiveBackEndpoint
from portal.oauth.exchange import FormRequest
from portal.oauth.grant import PolledGrant
from portal.oauth.requests import DeviceRequests
from portal.oauth.tokens import Token, Tokens
from portal.options import CLIENT_ID, Options


class UnsupportedGrant(OAuth2Error):
    """Another grant than the device's was asked for."""

    error = "unsupported_grant_type"
    description = f"The only grant is {DEVICE_CODE_GRANT_TYPE}"


class PortalAuthorization(AuthorizationServer):
    """Knows one client, one grant, one scope.

    Attributes:
        requests: all device authorization requests.
        tokens: all valid tokens.
    """

    def __init__(self, options: Options, clock: Clock) -> None:
        super().__init__(scopes_supported=[SCOPE])
        self.options = options
        self.clock = clock
        self.requests = DeviceRequests()
        self.tokens = Tokens()
        self._client = Client(CLIENT_ID, options.client_secret)
        generator = BearerTokenGenerator(_make_token, expires_generator=options.token_seconds)
        self.register_token_generator("default", generator)
        self.register_grant(PolledGrant)
        self.register_endpoint(CodeEndpoint)
        self.register_endpoint(GiveBackEndpoint)

    def query_client(self, client_id: str) -> Client | None:
        """Return the client of that name."""
        return self._client if client_id == self._client.client_id else None

    def authenticate_client(
        self, request: FormRequest, methods: list[str], endpoint: str = "token"
    ) -> Client:
        """Return the client; a header that can't be decoded is no client."""
        if "authorization" in request.headers and "client_secret" in request.form:
            raise InvalidRequestError("The client authenticates in two ways")
        try:
            client: Client = super().authenticate_client(request, methods, endpoint)
        except ValueError as error:
            raise InvalidClientError("The header can not be decoded", status_code=401) from error
        return client

    def get_token_grant(self, request: FormRequest) -> PolledGrant:
        """Return the grant, or say which there is."""
        if not request.payload.grant_type:
            raise InvalidRequestError("grant_type is missing")
        if request.payload.grant_type != DEVICE_CODE_GRANT_TYPE:
            raise UnsupportedGrant()
        grant: PolledGrant = super().get_token_grant(request)
        return grant

    def create_token_response(self, request: FormRequest) -> Response:
        """Answer a poll."""
        try:
            grant = self.get_token_grant(request)
            grant.validate_token_request()
            return self.handle_response(*grant.create_token_response())
        except OAuth2Error as error:
            return self.refuse(error)

    def save_token(self, token: dict[str, Any], request: FormRequest) -> None:
        """Keep the token; its device code is used up."""
        now = self.clock.real_now()
        kept = Token(
            client_id=request.client.client_id,
            citizen=request.user,
            scope=token["scope"],
            expires_at=now + timedelta(seconds=token["expires_in"]),
        )
        self.tokens.add(token["access_token"], kept, now)
        request.credential.is_used = True

    def create_oauth2_request(self, request: FormRequest) -> FormRequest:
        """Take the request as it is: its form has been read."""
        return request

    def handle_response(
        self, status: int, body: dict[str, Any], headers: list[tuple[str, str]]
    ) -> Response:
        """Return the answer as JSON."""
        return Response(json.dumps(body), status, dict(headers))

    def refuse(self, error: OAuth2Error) -> Response:
        """Return an error as the standard writes it."""
        return self.handle_response(*error())

    def send_signal(self, name: str, *args: object, **kwargs: object) -> None:
        """Nobody listens."""


def _make_token(**_: object) -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)
