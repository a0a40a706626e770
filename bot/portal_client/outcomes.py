"""What a call to the portal can come to; nothing else ever does.

Codes and tokens stay out of `repr`, so that no log can hold one.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from bot.portal_client.states import LinkState


@dataclass(frozen=True, slots=True)
class LiveConsent:
    """A citizen's consent to this check that holds right now: without one no call can be written.

    Attributes:
        id: of the row that proves it.
        given_at: in real time, UTC.
    """

    id: int
    given_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """A pair of codes (RFC 8628 section 3.2).

    Attributes:
        device_code: our secret, to poll with.
        user_code: what the citizen types at `address`.
    """

    device_code: str = field(repr=False)
    user_code: str = field(repr=False)
    address: str
    expires_seconds: int
    interval_seconds: int


@dataclass(frozen=True, slots=True)
class Pending:
    """The citizen has not decided yet."""


@dataclass(frozen=True, slots=True)
class SlowDown:
    """Not decided yet, and from now on the interval is five seconds longer."""


@dataclass(frozen=True, slots=True)
class Granted:
    """The citizen approved."""

    token: str = field(repr=False)
    expires_seconds: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The citizen refused."""


@dataclass(frozen=True, slots=True)
class Expired:
    """Nobody decided in time."""


@dataclass(frozen=True, slots=True)
class Worthless:
    """The code or token grants nothing: used already, revoked, or forgotten by the portal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkStatus:
    """Where the citizen stands who approved.

    Attributes:
        owner: whose account it is: citizen, organisation or foreigner.
        lock: why VNeID is locked: none, self, expired_card or authority.
        is_linking: the portal is about to link the accounts; looking again makes sense.
        retry_after_seconds: when; None: whenever.
        as_of: business time of what the portal knows.
    """

    state: LinkState
    owner: str
    lock: str
    is_linking: bool
    retry_after_seconds: int | None
    as_of: datetime


@dataclass(frozen=True, slots=True)
class GivenBack:
    """The token is worth nothing any more."""


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The portal did not do it, or nobody can say; trying again later makes sense.

    Attributes:
        reason: a word for the log.
        retry_after_seconds: the portal's own wish; None: it named none.
    """

    reason: str
    retry_after_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Untrusted:
    """An answer that nobody may act on.

    Attributes:
        reason: what is wrong with it, without a word of it.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Misconfigured:
    """The portal does not accept us; an operator must look at the secret and the address."""


Trouble: TypeAlias = Unavailable | Untrusted | Misconfigured
