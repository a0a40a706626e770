"""How far a live check is, and how it can end."""

from enum import StrEnum


class Status(StrEnum):
    """How far a check is; only ever forward."""

    REQUESTED = "requested"
    """The citizen agreed; there is no code yet."""
    CODED = "coded"
    """The portal gave a code; the citizen has not been told."""
    WAITING = "waiting"
    """The citizen was told the code; the portal is polled."""
    APPROVED = "approved"
    """There is a token; the status is to be read."""
    SETTLED = "settled"
    """It has ended; the citizen has not been told."""
    TOLD = "told"
    """The citizen knows; the token is to be given back."""
    CLOSED = "closed"
    """Nothing is left to do, and no secret is kept."""


class Ending(StrEnum):
    """How a check ended; all but the first two are told by the text of that name."""

    FOUND = "found"
    """The portal said where the citizen stands."""
    WITHDRAWN = "withdrawn"
    """The citizen withdrew the consent, and was told so at once."""
    EXPIRED = "expired"
    """Nobody approved in time: no one did, or somebody else's code was typed."""
    REFUSED = "refused"
    """Somebody refused on the portal."""
    DOWN = "down"
    """The portal did not answer for too long."""
    STALE = "stale"
    """The portal knows only how things were before."""
    UNTRUSTED = "untrusted"
    """The portal answered what nobody may act on."""
    LOST = "lost"
    """Approved, but what was approved can't be read any more."""
    BROKEN = "broken"
    """The portal does not accept this service, or the key was changed: an operator must look."""
