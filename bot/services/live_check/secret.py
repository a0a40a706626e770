"""The one secret of a live check: the device code, and later the token in its place."""

from dataclasses import dataclass, field
from typing import Self

from storage.crypto import Cipher

CODE, TOKEN = "code", "token"
PURPOSE = "live_checks.secret"


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret and what it is; its text stays out of `repr`."""

    kind: str
    text: str = field(repr=False)

    @classmethod
    def opened(cls, cipher: Cipher, sealed: str) -> Self:
        """Open what a row holds.

        Raises:
            WrongKey: the key is another one now.
        """
        kind, _, text = cipher.open(sealed, PURPOSE).partition(":")
        return cls(kind, text)

    def sealed(self, cipher: Cipher) -> str:
        """Return the secret as a row may hold it."""
        return cipher.seal(f"{self.kind}:{self.text}", PURPOSE)
