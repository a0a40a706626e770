"""Seals texts that must not lie readable in a row: Fernet, with a key derived from a setting."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.errors import StorageError


class Unreadable(StorageError):
    """A sealed text was sealed with another key, or changed."""


class Vault:
    """Seals and opens texts.

    Args:
        key: the setting's text, of any length; its strength is the caller's to check.
        purpose: two purposes can't open each other's texts.
    """

    def __init__(self, key: str, purpose: str) -> None:
        derive = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode())
        self._fernet = Fernet(base64.urlsafe_b64encode(derive.derive(key.encode())))

    def seal(self, text: str) -> str:
        """Return `text` unreadable."""
        return self._fernet.encrypt(text.encode()).decode("ascii")

    def open(self, sealed: str) -> str:
        """Return what was sealed.

        Raises:
            Unreadable: the key is another one now.
        """
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken as error:
            raise Unreadable(
                "a sealed text can't be opened: another VNEID_ENCRYPTION_KEY"
            ) from error
