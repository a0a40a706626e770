"""Who answers in a conversation, as its row says: state that a turn is decided with."""

from dataclasses import dataclass

TICKET = "ticket"
"""Slot: the number of the live ticket that messages join."""
ABOUT_TICKETS = "external_ticket_"
"""Intents of our own news about a ticket begin with it."""
COMMANDS = frozenset(
    [
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
    ]
)
"""What a citizen may command whoever owns the conversation; never guessed from words."""


@dataclass(frozen=True, slots=True)
class Custody:
    """Who answers.

    Attributes:
        is_persons: a person owns the conversation; the bot is silent.
        ticket: the number of the live ticket; None: there is none.
    """

    is_persons: bool = False
    ticket: str | None = None

    def silences(self, intent: str) -> bool:
        """Tell whether the bot keeps silent about a message: it reaches the person instead."""
        is_told = intent.startswith(ABOUT_TICKETS) or intent in COMMANDS
        return self.is_persons and not is_told


BOTS = Custody()
"""Of a conversation without a ticket."""
