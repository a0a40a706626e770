"""How sure the interpreter must be before a message is acted on.

Set by cross-validation of the training messages, never on the test set.
"""

ANSWER_FROM = 0.7
"""Below, a third or more are answered wrongly; a wrong answer costs two needless questions."""
OUTSIDE_FROM = 0.05
"""Chance of being out of scope from which no topic is answered, however sure it is."""
PART_FROM = 0.8
"""For a question to be answered beside another: a part has less to go by than the whole."""


def is_sure(confidence: float, outside: float) -> bool:
    """Tell whether an intent is acted on.

    Args:
        confidence: of the likeliest intent.
        outside: chance that a message taken for a topic is out of scope; else 0.
    """
    return confidence >= ANSWER_FROM and outside < OUTSIDE_FROM
