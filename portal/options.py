"""How a portal is started."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from portal.errors import BadOption

CLIENT_ID = "vneid-support-bot"
SECRET_VARIABLE = "VNEID_PORTAL_CLIENT_SECRET"  # noqa: S105 - the variable's name
DEMO_SECRET = "simulated-portal-secret"  # noqa: S105 - of the simulation, printed at the start
LONGEST_CODE_SECONDS = 600
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What can be chosen at the start.

    Attributes:
        public_url: the address citizens and clients reach the portal at, without a last slash.
        client_secret: what the bot authenticates with.
        citizens: how many synthetic citizens there are, the showcase included.
        seed: makes the same citizens, and the same opaque names for them.
        clock: business time, as `portal.clock.read_offset` reads it.
        code_seconds: so long a code is valid.
        interval_seconds: so long a client waits between two polls at least.
        token_seconds: so long a token is valid.
        has_simulator: whether the controls under /simulator/ are there.
    """

    public_url: str = "http://127.0.0.1:8090"
    client_secret: str = DEMO_SECRET
    citizens: int = 0
    seed: int = 1
    clock: str = ""
    code_seconds: int = LONGEST_CODE_SECONDS
    interval_seconds: int = 5
    token_seconds: int = 300
    has_simulator: bool = True

    def __post_init__(self) -> None:
        """Refuse what the standard or the purpose doesn't allow.

        Raises:
            BadOption: the address is neither HTTPS nor of this machine, or a time is out of range.
        """
        parts = urlsplit(self.public_url)
        if parts.scheme != "https" and parts.hostname not in LOOPBACK_NAMES:
            raise BadOption("the public address must be https, or http of this machine")
        if parts.path or parts.query or not parts.netloc:
            raise BadOption("the public address has no path: https://portal.example")
        if not 1 <= self.code_seconds <= LONGEST_CODE_SECONDS:
            raise BadOption(f"a code is valid for 1 to {LONGEST_CODE_SECONDS} seconds")
        if self.interval_seconds < 1 or self.token_seconds < 1:
            raise BadOption("the interval and the token's time are 1 second or more")
        if not self.client_secret:
            raise BadOption(f"{SECRET_VARIABLE} is empty")
