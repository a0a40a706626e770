"""Puts a reply into the words of one text message."""

import unicodedata

from bot.messages import Reply

LONGEST = 1600
"""Characters that Twilio takes. Source: https://www.twilio.com/docs/errors/21617"""

_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "•": "-",
     "\u00a0": " ", "\u202f": " ", "\u2011": "-", "\u200b": ""}
)  # fmt: skip
"""Typographic marks say no more than these, and one of them doubles the price of a message."""

_RATING = "/rate_answer"


def write(reply: Reply, *, with_marks: bool, is_two_way: bool) -> str:
    """Return the text to be sent.

    Args:
        reply: what to say.
        with_marks: take the full text even where there is one without marks.
        is_two_way: the citizen can answer, so choices are numbered.
    """
    is_plain = reply.sms_text is not None and not with_marks
    text = reply.sms_text if is_plain and reply.sms_text else reply.text
    titles = _titles(reply) if is_two_way else []
    menu = [f"{number}) {title}" for number, title in enumerate(titles, start=1)]
    if is_plain:
        menu = [without_marks(line) for line in menu]
    return _cut(compose("\n".join([text, *menu])))


def compose(text: str) -> str:
    """Return the text in its cheapest spelling: composed letters (NFC), plain quotes and dashes."""
    return unicodedata.normalize("NFC", text).translate(_PLAIN)


def without_marks(text: str) -> str:
    """Return Vietnamese as it is typed without marks; for titles, never for sentences."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _titles(reply: Reply) -> list[str]:
    """Return what can be chosen; thumbs are for screens."""
    return [one.title for one in reply.buttons if not one.payload.startswith(_RATING)]


def _cut(text: str) -> str:
    """Return what fits, ending with a whole sentence where there is one."""
    if len(text) <= LONGEST:
        return text
    fitting = text[: LONGEST - 3]
    end = max(fitting.rfind(mark) for mark in (". ", ".\n", "? ", "\n"))
    return (fitting[: end + 1] if end > LONGEST // 2 else fitting).rstrip() + "..."
