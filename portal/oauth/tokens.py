"""Access tokens: kept as digests, valid for minutes, revoked on demand."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from authlib.oauth2.rfc6749 import TokenMixin

from portal.oauth.client import Client


@dataclass(slots=True, kw_only=True)
class Token(TokenMixin):
    """What a token allows.

    Attributes:
        citizen: number of the citizen who approved.
        reads: how often it was used.
    """

    client_id: str
    citizen: int
    scope: str
    expires_at: datetime
    has_expired: bool = False
    reads: int = 0

    def check_client(self, client: Client) -> bool:
        """Whether it was given to this client."""
        return self.client_id == client.client_id

    def get_scope(self) -> str:
        """What it allows."""
        return self.scope

    def is_expired(self) -> bool:
        """Whether its time was over when it was last looked up."""
        return self.has_expired

    def is_revoked(self) -> bool:
        """Never: a revoked token is forgotten, and its random value can't come again."""
        return False


class Tokens:
    """All valid tokens, by the digest of their value."""

    def __init__(self) -> None:
        self._by_digest: dict[bytes, Token] = {}

    def __len__(self) -> int:
        return len(self._by_digest)

    def add(self, value: str, token: Token, now: datetime) -> None:
        """Keep a new token, and forget those that are over."""
        over = [digest for digest, old in self._by_digest.items() if old.expires_at < now]
        for digest in over:
            del self._by_digest[digest]
        self._by_digest[_digest(value)] = token

    def find(self, value: str, now: datetime) -> Token | None:
        """Return what the value allows; None: nothing."""
        token = self._by_digest.get(_digest(value))
        if token is not None:
            token.has_expired = now >= token.expires_at
        return token

    def revoke(self, value: str) -> None:
        """Forget a token, whether it was known or not."""
        self._by_digest.pop(_digest(value), None)

    def reset(self) -> None:
        """Forget everything."""
        self._by_digest.clear()


def _digest(value: str) -> bytes:
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).digest()
