"""Lets in who holds a valid token: RFC 6750."""

from authlib.oauth2.rfc6749 import ResourceProtector
from authlib.oauth2.rfc6750 import BearerTokenValidator
from starlette.requests import Request

from portal.oauth.client import SCOPE
from portal.oauth.server import PortalAuthorization
from portal.oauth.tokens import Token


class _KeptTokens(BearerTokenValidator):
    def __init__(self, server: PortalAuthorization) -> None:
        super().__init__(realm="portal")
        self._server = server

    def authenticate_token(self, token_string: str) -> Token | None:
        return self._server.tokens.find(token_string, self._server.clock.real_now())


class Protector(ResourceProtector):
    """Finds the token of a request."""

    def __init__(self, server: PortalAuthorization) -> None:
        super().__init__()
        self.register_token_validator(_KeptTokens(server))

    def require(self, request: Request) -> Token:
        """Return the token, or raise authlib's OAuth2Error."""
        token: Token = self.validate_request([SCOPE], request)
        return token
