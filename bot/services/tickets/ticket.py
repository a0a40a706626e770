"""The words of tickets: statuses, reasons, who changes what, and what may go wrong."""

from dataclasses import dataclass
from enum import StrEnum

from bot.errors import BotError
from storage.ticket_entries import Change, Message


class Status(StrEnum):
    """Where a ticket stands."""

    OPEN = "open"
    """It is the desk's turn."""
    WAITING = "waiting"
    """It is the citizen's turn; the clock stands still."""
    SNOOZED = "snoozed"
    """An officer put it aside until a moment; the clock runs on."""
    RESOLVED = "resolved"
    CANCELLED = "cancelled"
    """The citizen took it back."""
    MERGED = "merged"
    """It goes on in another ticket."""


LIVE = (Status.OPEN, Status.WAITING, Status.SNOOZED)
SETTLED = (Status.RESOLVED, Status.CANCELLED, Status.MERGED)


class Owner(StrEnum):
    """Who answers in a conversation."""

    BOT = "bot"
    PERSON = "person"


class Resolution(StrEnum):
    """How a ticket was settled by an officer."""

    SOLVED = "solved"
    ANSWERED = "answered"
    """There was nothing to solve, only to tell."""
    REFERRED = "referred"
    """Another agency must act; the citizen was told which."""
    NO_ANSWER = "no_answer"
    """The citizen did not write again."""
    DUPLICATE = "duplicate"
    NOT_OURS = "not_ours"
    SPAM = "spam"


class Target(StrEnum):
    """What the clock of a ticket runs for."""

    FIRST_REPLY = "first_reply"
    RESOLUTION = "resolution"


class Kind(StrEnum):
    """Who wrote a message of a ticket."""

    CITIZEN = "citizen"
    BOT = "bot"
    OFFICER = "officer"
    NEWS = "news"
    """What the service learnt while a person owned the conversation, such as `/external_photo`."""
    NOTE = "note"
    """For officers only."""


class Happening(StrEnum):
    """What can happen to a ticket."""

    OPENED = "opened"
    TAKEN = "taken"
    RELEASED = "released"
    TRANSFERRED = "transferred"
    SNOOZED = "snoozed"
    WOKEN = "woken"
    PAUSED = "paused"
    RESUMED = "resumed"
    PRIORITY_SET = "priority_set"
    CATEGORY_SET = "category_set"
    TAGGED = "tagged"
    UNTAGGED = "untagged"
    MERGED = "merged"
    TOOK_IN = "took_in"
    UNMERGED = "unmerged"
    GAVE_BACK = "gave_back"
    ERASED = "erased"
    """A citizen had what they had brought into the case erased."""
    RESOLVED = "resolved"
    CANCELLED = "cancelled"
    REOPENED = "reopened"
    RATED = "rated"
    WARNED = "warned"
    ESCALATED = "escalated"
    CONTACT_REVEALED = "contact_revealed"
    OPTED_OUT = "opted_out"
    """The citizen told an officer that they want nothing but answers."""
    OPTED_IN = "opted_in"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person of the desk.

    Attributes:
        may_overrule: may change a ticket that another officer has taken.
    """

    id: int
    name: str
    may_overrule: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """Who wants to change which ticket, and the version they looked at."""

    ticket_id: int
    version: int
    actor: Actor


class TicketRefused(BotError):
    """A ticket can't be changed in this way; nothing was changed.

    Args:
        reason: a code: gone, settled, live, taken, waiting, too_late, empty, too_long,
            placeholder, secret, itself, merged.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"The ticket can't be changed: {reason}. Load it again.")
        self.reason = reason


class TicketChanged(BotError):
    """Somebody else was first; nothing was changed.

    Attributes:
        version: the newest one.
        changes: what happened since the version that was looked at.
        messages: what was written since.
    """

    def __init__(
        self, version: int, changes: tuple[Change, ...], messages: tuple[Message, ...]
    ) -> None:
        super().__init__("The ticket was changed in the meantime. Look at it and try again.")
        self.version = version
        self.changes = changes
        self.messages = messages
