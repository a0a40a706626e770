"""Decides whether a message is Vietnamese or English."""

from bot.conversation.understanding.normalise import Reading
from bot.messages import Language

FEW_WORDS = 2
"""A message of so many words keeps the language of the conversation."""
MARKED_WORD_LOG_ODDS = 2.0
"""What one word with Vietnamese marks adds: a place name in an English sentence doesn't turn it."""
UNSURE_LOG_ODDS = 0.5
"""Nearer to even than this, the conversation's language stays."""


def decide_language(
    reading: Reading, log_odds: float, previous: Language | None = None
) -> Language:
    """Return the language of a message.

    Args:
        reading: its words.
        log_odds: of Vietnamese, from the words without marks.
        previous: the language of the conversation so far; None: it begins.
    """
    if previous and reading.words_typed <= FEW_WORDS:
        return previous
    total = log_odds + MARKED_WORD_LOG_ODDS * reading.words_marked
    if previous and abs(total) < UNSURE_LOG_ODDS:
        return previous
    return Language.VI if total >= 0 else Language.EN
