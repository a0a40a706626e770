"""How sure the interpreter must be for each way to react.

Set by cross-validation of the training messages, never on the test set.
"""

from enum import StrEnum

ANSWER_FROM = 0.65
"""Below, over a third would be answered wrongly; a wrong answer costs two needless questions."""
OUTSIDE_FROM = 0.05
"""Chance of being out of scope from which no topic is answered, however sure it is."""
CLARIFY_FROM = 0.3
PART_FROM = 0.8
"""For a part of a message to be answered for itself: a part has less to go by than the whole."""


class Band(StrEnum):
    """What a confidence allows."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    """Ask back, naming the likeliest meanings."""
    FALL_BACK = "fall_back"


def is_sure(confidence: float, outside: float) -> bool:
    """Tell whether an intent is acted on.

    Args:
        confidence: of the likeliest intent.
        outside: chance that the message is out of scope; 0 where that is the likeliest.
    """
    return confidence >= ANSWER_FROM and outside < OUTSIDE_FROM


def band_of(confidence: float) -> Band:
    """Return what `confidence` allows."""
    if confidence >= ANSWER_FROM:
        return Band.ANSWER
    return Band.CLARIFY if confidence >= CLARIFY_FROM else Band.FALL_BACK
