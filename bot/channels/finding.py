"""What a check of a channel found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found; `advice` says what to do, "" where all is well.

    Attributes:
        is_doubtful: it works, but someone should look at it.
    """

    found: str
    advice: str = ""
    is_doubtful: bool = False
