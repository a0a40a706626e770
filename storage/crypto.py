"""What is encrypted before it becomes a row, and the names by which it is found again.

AES-256-GCM with a random nonce; what a value is for is authenticated with it, so that one column's
value is worth nothing in another. Keys are derived from one secret (HKDF, RFC 5869).
"""

import base64
import hashlib
import hmac
import os
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.errors import StorageError

_VERSION = b"\x01"
_NONCE_BYTES = 12
_KEY_BYTES = 32
_INDEX_BYTES = 18


class WrongKey(StorageError):
    """A value was encrypted with another key, for another purpose, or was changed."""

    def __init__(self) -> None:
        super().__init__(
            "A stored value can't be decrypted. Set VNEID_ENCRYPTION_KEY to the key it was "
            "written with; see docs/runbook.md, “Keys”."
        )


class Cipher:
    """Seals texts, opens them, and names them without telling them.

    Args:
        secret: any text of 32 characters or more, from a random source.
    """

    def __init__(self, secret: str) -> None:
        self._aead = AESGCM(_derive(secret, "encrypt"))
        self._index_key = _derive(secret, "index")
        self.fingerprint = _derive(secret, "fingerprint")[:8].hex()

    @classmethod
    def throwaway(cls) -> Self:
        """Return a cipher whose key nobody keeps, for what need not be read again."""
        return cls(os.urandom(_KEY_BYTES).hex())

    def seal(self, text: str, purpose: str) -> str:
        """Encrypt a text; twice the same text gives two values.

        Args:
            text: what nobody may read in the database.
            purpose: where it stands, such as `conversations.address`; needed to open it.
        """
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._aead.encrypt(nonce, text.encode(), purpose.encode())
        return base64.urlsafe_b64encode(_VERSION + nonce + sealed).decode()

    def open(self, sealed: str, purpose: str) -> str:
        """Return the text of a sealed value.

        Raises:
            WrongKey: it can't be decrypted.
        """
        try:
            raw = base64.urlsafe_b64decode(sealed)
            if raw[:1] != _VERSION:
                raise WrongKey
            nonce, rest = raw[1 : 1 + _NONCE_BYTES], raw[1 + _NONCE_BYTES :]
            return self._aead.decrypt(nonce, rest, purpose.encode()).decode()
        except (ValueError, InvalidTag) as error:
            raise WrongKey from error

    def index(self, text: str, purpose: str) -> str:
        """Return the name of a text: always the same one, and of no use without the key."""
        message = f"{purpose}\0{text}".encode()
        digest = hmac.digest(self._index_key, message, hashlib.sha256)
        return base64.urlsafe_b64encode(digest[:_INDEX_BYTES]).decode()


def _derive(secret: str, use: str) -> bytes:
    hkdf = HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=f"vneid {use}".encode())
    return hkdf.derive(secret.encode())
