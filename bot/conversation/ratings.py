"""Buttons that rate an answer: what they carry, and what stands on them."""

import json

from bot.content.labels import RatingName

RATE = "/rate_answer"
RATINGS = ("up", "down")
REASONS = ("wrong", "unclear", "not_asked")
"""Why an answer was rated down."""


def rating_payload(rating: str, answer: str, reason: str | None = None) -> str:
    """Return the payload of a button that rates the wording `answer`."""
    given = {"rating": rating, "answer": answer} | ({"reason": reason} if reason else {})
    return RATE + json.dumps(given, separators=(",", ":"))


def rating_label(payload: str) -> RatingName:
    """Return the name under which the labels title the button: its reason, else its rating."""
    given = json.loads(payload.removeprefix(RATE))
    name: RatingName = given.get("reason") or given["rating"]
    return name
