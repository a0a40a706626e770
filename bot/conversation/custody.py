"""Who answers in a conversation, as its row says: state that a turn is decided with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.messages import Language

TICKET = "ticket"
"""Slot: the number of the live ticket that messages join."""
ABOUT_TICKETS = "external_ticket_"
"""Intents of our own news about a ticket begin with it."""
JOINED = "joined_channels"
"""Slot: the other channels on which the citizen has joined this conversation."""
OPTED_OUT = "opted_out"
"""Slot: the citizen wants nothing but answers here."""
ABOUT_JOINING = "external_join_"
"""Intents of what became of joining two conversations begin with it."""
ABOUT_LIVE_CHECKS = "external_link_"
"""Intents of the portal's answer begin with it: the citizen asked for it, whoever talks now."""
ABOUT_REMINDERS = "external_reminder"
"""Intent of a reminder that the citizen asked for, whoever talks now."""
SENT = frozenset(
    [
        "external_photo",
        "external_file",
        "external_voice",
        "external_location",
        "external_contact",
    ]
)
"""Intents of what a citizen sent that nobody looks at or keeps: they wait to be told so."""
_TOLD = (ABOUT_TICKETS, ABOUT_LIVE_CHECKS, ABOUT_JOINING, ABOUT_REMINDERS)
COMMANDS = frozenset(
    [
        "unsubscribe_reminders",
        "opt_out",
        "opt_in",
        "check_ticket",
        "cancel_ticket",
        "keep_ticket",
        "rate_ticket",
        "show_kept",
        "ask_erasure",
        "confirm_erasure",
        "decline_erasure",
        "enter_join_code",
        "leave_channels",
        "withdraw_consent",
    ]
)
"""What a citizen may command whoever owns the conversation; none but the last two, which only take
a permission back, is ever guessed from words."""


Texts = Mapping[Language, str]


def is_awaited(news: str) -> bool:
    """Tell whether a citizen waits for news of ours: of the live check, of what they sent."""
    intent = news.removeprefix("/")
    return intent.startswith(ABOUT_LIVE_CHECKS) or intent in SENT


@dataclass(frozen=True, slots=True)
class Closures:
    """What is switched off for a conversation, with what citizens are told instead.

    Attributes:
        channel: told instead of everything; None: the channel is on.
        topics: told instead of the answers of these topics.
    """

    channel: Texts | None = None
    topics: Mapping[str, Texts] = field(default_factory=dict)


OPEN = Closures()
"""Everything is on."""


@dataclass(frozen=True, slots=True)
class Custody:
    """Who answers.

    Attributes:
        is_persons: a person owns the conversation; the bot is silent.
        ticket: the number of the live ticket; None: there is none.
        closed: what is switched off: nobody answers about it.
        is_flooded: too many messages came in; the citizen is asked to wait.
        joined: the other channels on which the citizen has joined it, with commas between; None:
            nobody keeps conversations here, so that none can be joined.
        has_opted_out: the citizen wants nothing but answers here; None: it was not looked up.
    """

    is_persons: bool = False
    ticket: str | None = None
    closed: Closures = OPEN
    is_flooded: bool = False
    joined: str | None = None
    has_opted_out: bool | None = None

    def told_instead(self, intent: str, *, is_from_citizen: bool) -> Texts | None:
        """Return what a citizen is told instead of an answer; a channel that is off still obeys."""
        return self.closed.channel if is_from_citizen and intent not in COMMANDS else None

    def slows_down(self, intent: str) -> bool:
        """Tell whether a citizen is asked to wait; commands and our own news are exempt."""
        is_news = intent.startswith((ABOUT_TICKETS, ABOUT_JOINING))
        return self.is_flooded and not is_news and intent not in COMMANDS

    def silences(self, intent: str) -> bool:
        """Tell whether the bot keeps silent about a message: it reaches the person instead."""
        is_told = intent.startswith(_TOLD) or intent in COMMANDS
        return self.is_persons and not is_told


BOTS = Custody()
"""Of a conversation without a ticket."""
