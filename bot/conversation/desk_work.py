"""Hands the conversation's ears to the desk: secrets masked, words folded as for citizens."""

import unicodedata
from collections.abc import Callable
from datetime import datetime

from bot.clock import Clock
from bot.content.catalogue import Catalogue
from bot.conversation.folding import fold
from bot.conversation.masking import mask
from bot.services.addresses import Addresses
from bot.services.tickets.access import Tickets
from bot.services.tickets.work import Ears, Screened
from storage.database import Database


def make_tickets(
    database: Database,
    catalogue: Catalogue,
    clock: Clock,
    real_now: Callable[[], datetime],
    addresses: Addresses,
) -> Tickets:
    """Return the tickets of a desk."""
    ears = Ears(screen=screen, fold=fold_words, open_address=addresses.open)
    return Tickets(database, catalogue, clock, real_now, ears)


def screen(text: str) -> Screened:
    """Take the secrets out of what an officer wrote."""
    masked = mask(unicodedata.normalize("NFC", text.replace("\0", "")))
    return Screened(masked.text, masked.needs_warning)


def fold_words(text: str) -> str:
    """Take marks and case out of a text."""
    return fold(unicodedata.normalize("NFC", text))
