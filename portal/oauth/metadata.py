"""What the authorization server says of itself: RFC 8414."""

from typing import Any

from authlib.oauth2.rfc8414 import AuthorizationServerMetadata
from authlib.oauth2.rfc8628 import DEVICE_CODE_GRANT_TYPE

from portal.oauth.client import AUTH_METHODS, SCOPE


def write_metadata(public_url: str) -> dict[str, Any]:
    """Return the document, checked against the standard."""
    metadata = AuthorizationServerMetadata(
        issuer=public_url,
        device_authorization_endpoint=f"{public_url}/oauth/device_authorization",
        token_endpoint=f"{public_url}/oauth/token",
        revocation_endpoint=f"{public_url}/oauth/revoke",
        scopes_supported=[SCOPE],
        response_types_supported=["none"],  # a value is required; there is no such endpoint
        grant_types_supported=[DEVICE_CODE_GRANT_TYPE],
        token_endpoint_auth_methods_supported=list(AUTH_METHODS),
        revocation_endpoint_auth_methods_supported=list(AUTH_METHODS),
        ui_locales_supported=["vi", "en"],
    )
    metadata.validate()
    return dict(metadata)
