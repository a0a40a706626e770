"""Takes a message in: cleaned, freed of secrets, understood."""

from dataclasses import dataclass

from bot.conversation.guard import Rejection, clean
from bot.conversation.masking import mask
from bot.conversation.understanding.bands import ANSWER_FROM
from bot.conversation.understanding.interpreter import Interpreter, Understanding
from bot.messages import Language

FALLBACK = "nlu_fallback"
SECRETS_ONLY = "faq_never-share-secrets"
LEAST_LETTERS = 3
"""A message with fewer letters beside its secrets asks nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A message as the dialogue takes it.

    Attributes:
        text: what may be stored: cleaned and masked.
        rejection: why it was not understood at all; None: it was tried.
        has_secrets: something was typed that nobody should send; the citizen is warned.
        intent: what is acted on: the best guess, `nlu_fallback`, or the warning's topic.
    """

    text: str
    rejection: Rejection | None
    has_secrets: bool
    intent: str
    understanding: Understanding


def hear(text: str, interpreter: Interpreter, previous_language: Language | None) -> Heard:
    """Take in what a citizen wrote; never raises, whatever it is."""
    cleaned = clean(text)
    masked = mask(cleaned.text)
    understanding = interpreter.parse(masked.text, previous_language=previous_language)
    intent = understanding.intent.name
    if understanding.intent.confidence < ANSWER_FROM:
        intent = FALLBACK
    letters = sum(character.isalpha() for character in masked.text)
    if masked.needs_warning and (letters < LEAST_LETTERS or intent == FALLBACK):
        intent = SECRETS_ONLY
    return Heard(
        text=masked.text,
        rejection=cleaned.rejection,
        has_secrets=masked.needs_warning,
        intent=intent,
        understanding=understanding,
    )


def unheard(text: str, language: Language) -> Heard:
    """Return a message that is kept but not understood, for a turn that failed."""
    masked = mask(clean(text).text)
    return Heard(
        text=masked.text,
        rejection=None,
        has_secrets=masked.needs_warning,
        intent=FALLBACK,
        understanding=Understanding.nothing(masked.text, language),
    )
