"""The short codes people type: no vowels, no digits, nothing that looks like something else."""

import secrets

ALPHABET = "BCDFGHJKLMNPQRSTVWXZ"
GROUP = 4
LENGTH = 8
"""20 letters to the power of 8: about 2.6e10 codes, guarded by a limit on wrong ones."""


def make_user_code() -> str:
    """Return a new code such as `BCDF-GHJK`."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{letters[:GROUP]}-{letters[GROUP:]}"


def read_user_code(typed: str) -> str | None:
    """Return the code as it was made, whatever case and marks were typed; None: no code at all."""
    letters = [letter for letter in typed[:64].upper() if letter.isalnum()]
    if len(letters) != LENGTH or not set(letters) <= set(ALPHABET):
        return None
    return f"{''.join(letters[:GROUP])}-{''.join(letters[GROUP:])}"
