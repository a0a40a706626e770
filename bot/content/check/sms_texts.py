"""Rule: an SMS text keeps to its segment budget and to the cheap alphabet."""

from collections.abc import Iterator

from bot.content.catalogue import Catalogue
from bot.content.check.finding import Finding
from bot.content.check.walk import walk
from bot.content.sms import costly_characters, count_segments

RULE = "sms"
BUDGET_SEGMENTS = 2


def check_sms_texts(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield SMS texts that cost too much."""
    for place in walk(catalogue):
        text = place.variation.sms_text
        if text is None:
            continue
        if costly := costly_characters(text):
            names = " ".join(costly)
            yield place.finding(RULE, f"sms_text: {names} would double the price; write without")
        elif (segments := count_segments(text)) > BUDGET_SEGMENTS:
            problem = f"sms_text: {segments} segments ({len(text)} characters), at most 2"
            yield place.finding(RULE, problem)
