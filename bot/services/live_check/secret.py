"""The one secret of a live check: the device code, and later the token in its place."""

from dataclasses import dataclass, field
from typing import Self

from storage.crypto import Vault

CODE, TOKEN = "code", "token"


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret and what it is; its text stays out of `repr`."""

    kind: str
    text: str = field(repr=False)

    @classmethod
    def opened(cls, vault: Vault, sealed: str) -> Self:
        """Open what a row holds.

        Raises:
            Unreadable: the key is another one now.
        """
        kind, _, text = vault.open(sealed).partition(":")
        return cls(kind, text)

    def sealed(self, vault: Vault) -> str:
        """Return the secret as a row may hold it."""
        return vault.seal(f"{self.kind}:{self.text}")
