"""The one client the portal knows."""

import hmac
from dataclasses import dataclass

from authlib.oauth2.rfc6749 import ClientMixin
from authlib.oauth2.rfc8628 import DEVICE_CODE_GRANT_TYPE

SCOPE = "link_status.read"
AUTH_METHODS = ("client_secret_basic", "client_secret_post")


@dataclass(frozen=True, slots=True)
class Client(ClientMixin):
    """A client with a secret, allowed the device grant and the one scope."""

    client_id: str
    client_secret: str

    def get_client_id(self) -> str:
        """The client's name."""
        return self.client_id

    def get_allowed_scope(self, scope: str | None) -> str:  # noqa: ARG002 - there is one scope
        """What a token of this client may do, whatever part of it was asked for."""
        return SCOPE

    def check_client_secret(self, client_secret: str) -> bool:
        """Compare in constant time."""
        return hmac.compare_digest(client_secret.encode(), self.client_secret.encode())

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:  # noqa: ARG002
        """Demand the secret everywhere."""
        return method in AUTH_METHODS

    def check_grant_type(self, grant_type: str) -> bool:
        """Allow the device grant; no refresh tokens."""
        return bool(grant_type == DEVICE_CODE_GRANT_TYPE)
