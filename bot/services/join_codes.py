"""The codes that join two conversations: NOI-7K4M-9TXP. Nothing else that people type looks so."""

import re
import secrets
from collections.abc import Iterator
from typing import Any

PREFIX = "NOI"
LETTERS = "CDFGHJKMNPQRTVWXY"
DIGITS = "234679"
"""No vowels, so that no word comes about; nothing that looks like something else."""
GROUP = 4
HIDDEN = f"{PREFIX}-••••-••••"

_SIGN = f"[{LETTERS}{LETTERS.lower()}{DIGITS}]"
_GAP = r"[ .\-–—_]{0,3}"
# Each group holds a letter and a digit: neither a telephone number, nor an OTP, nor the portal's
# code (letters only) can be taken for one.
_MIXED = rf"(?=[{DIGITS}]{{0,3}}[^\W\d_])(?={_SIGN}{{0,3}}[{DIGITS}]){_SIGN}{{{GROUP}}}"
_CODE = re.compile(rf"(?<!\w)n[oôố]i{_GAP}({_MIXED}){_GAP}({_MIXED})(?!\w)", re.IGNORECASE)


def make_code() -> str:
    """Return a new code: 3.8e10 there are, guarded by a limit on wrong ones."""
    return f"{PREFIX}-{_make_group()}-{_make_group()}"


def find_code(text: str) -> str | None:
    """Return the first code in a text as it was made, whatever case and marks were typed."""
    found = _CODE.search(text)
    return f"{PREFIX}-{found[1]}-{found[2]}".upper() if found else None


def code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the codes of a text stand."""
    return (found.span() for found in _CODE.finditer(text))


def hide(kept: Any) -> Any:  # noqa: ANN401 - JSON
    """Return what may be kept of JSON: a code stands in no row."""
    match kept:
        case str():
            return _CODE.sub(HIDDEN, kept)
        case dict():
            return {name: hide(value) for name, value in kept.items()}
        case list() | tuple():
            return [hide(value) for value in kept]
        case _:
            return kept


def _make_group() -> str:
    """Return four signs, a digit among them and a letter."""
    while True:
        group = "".join(secrets.choice(LETTERS + DIGITS) for _ in range(GROUP))
        if not group.isdigit() and not group.isalpha():
            return group
