"""Takes a message in: cleaned, freed of secrets, understood, question by question."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.content.catalogue import FAQ
from bot.conversation.commands import Command
from bot.conversation.folding import fold
from bot.conversation.guard import Rejection, clean
from bot.conversation.masking import mask
from bot.conversation.questions import split_questions, split_sentences, without_lead_in
from bot.conversation.understanding.bands import ANSWER_FROM, PART_FROM
from bot.conversation.understanding.interpreter import IntentScore, Interpreter, Understanding
from bot.messages import Language

FALLBACK = "nlu_fallback"
EXTERNAL = "/external_"
"""Payloads that begin so are news of ours; from a citizen they are only words."""
STILL_FAILING = "still_failing"
"""Intent whose repetition is counted until a person is offered."""
SECRETS_ONLY = "faq_never-share-secrets"
PASSWORD_NAMED = "forgot_some_password"  # noqa: S105 - the name of an intent
"""Intent of a bare "password"; beside a typed one it is the label of that."""
ACCOUNT_NAMED = "state_account_type"
"""Intent of a message that only names an account type."""
LEAST_LETTERS = 3
"""A message with fewer letters beside its secrets asks nothing."""
BESIDE_ACCOUNTS = frozenset(
    [
        "tai",
        "khoan",
        "tk",
        "cua",
        "cho",
        "ben",
        "account",
        "accounts",
        "of",
        "for",
        "the",
        "our",
        "my",
        "he",
        "she",
        "is",
        "it",
    ]
)
"""Words that say nothing where an account type is named."""
_WORD = re.compile(r"[^\W\d_]+")

DIGITS_OF_A_CHOICE = 2
"""A bare number this short chooses from a menu, and there is none."""

MOST_ANSWERS = 2
"""So many questions of one message are answered; more would be a wall of text."""

WORDS_OF_A_CODE = 2
"""A message of so few words says nothing beside its code."""

STORY_FROM = 25
"""Words from which a message tells a story: its questions circle around one matter."""

SMALL_TALK = frozenset(["greet", "thank", "goodbye", "ask_identity", "affirm", "deny", FALLBACK])
"""What does not count where the same message also asks something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """One thing that a message says or asks.

    Attributes:
        text: the words for it, masked.
        intent: what is acted on: the best guess, `nlu_fallback`, or the warning's topic.
    """

    text: str
    intent: str
    understanding: Understanding


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A message as the dialogue takes it.

    Attributes:
        text: what may be stored: cleaned and masked.
        rejection: why it was not understood at all; None: it was tried.
        has_secrets: something was typed that nobody should send; the citizen is warned.
        meanings: what is answered, one after the other; at least one.
        has_more: it asks more than is answered.
    """

    text: str
    rejection: Rejection | None
    has_secrets: bool
    meanings: tuple[Meaning, ...]
    has_more: bool = False


def hear(
    text: str,
    interpreter: Interpreter,
    previous_language: Language | None,
    *,
    in_form: bool = False,
    from_citizen: bool = True,
    command: Command | None = None,
) -> Heard:
    """Take in what a citizen wrote; never raises, whatever it is.

    Args:
        text: what was written.
        interpreter: understands it.
        previous_language: of the conversation so far; None: it begins with this message.
        in_form: a form waits for an answer, so that the message is taken as a whole.
        from_citizen: False: our own news, which alone may name an external intent.
        command: what the whole message is; None: it has to be understood.
    """
    cleaned = clean(text)
    masked = mask(_only_words(cleaned.text) if from_citizen else cleaned.text)
    listener = _Listener(interpreter, previous_language)
    whole = (
        listener.understand(masked.text) if command is None else listener.obey(masked.text, command)
    )
    if masked.needs_warning and _asks_nothing_else(whole):
        whole = Meaning(text=whole.text, intent=SECRETS_ONLY, understanding=whole.understanding)
    rejection = cleaned.rejection if command is None else None
    is_whole = in_form or command is not None or rejection is not None
    asked = (whole,) if is_whole else listener.tell_apart(whole)
    return Heard(
        text=masked.text,
        rejection=rejection,
        has_secrets=masked.needs_warning,
        meanings=asked[:MOST_ANSWERS],
        has_more=len(asked) > MOST_ANSWERS,
    )


def acted_on(interpreter: Interpreter, text: str) -> tuple[str, ...]:
    """Return the intents that a first message is acted on as; none: the bot asks back."""
    heard = hear(text, interpreter, None)
    return tuple(meaning.intent for meaning in heard.meanings if meaning.intent != FALLBACK)


def unheard(text: str, language: Language) -> Heard:
    """Return a message that is kept but not understood, for a turn that failed."""
    masked = mask(clean(text).text)
    nothing = Understanding.nothing(masked.text, language)
    return Heard(
        text=masked.text,
        rejection=None,
        has_secrets=masked.needs_warning,
        meanings=(Meaning(text=masked.text, intent=FALLBACK, understanding=nothing),),
    )


def _only_words(text: str) -> str:
    """Return what a citizen typed, so that it can't pass for news of ours."""
    return text.lstrip("/ ") if text.startswith(EXTERNAL) else text


def _only_names_an_account(understanding: Understanding) -> bool:
    """Tell whether a message is no more than "công ty", "my company's account" or "she is 5"."""
    rest = list(understanding.text)
    named = [one for one in understanding.entities if one.entity == "account_type"]
    for one in named:
        rest[one.start : one.end] = " " * (one.end - one.start)
    left = [word for word in _WORD.findall(fold("".join(rest))) if word not in BESIDE_ACCOUNTS]
    return bool(named) and sum(map(len, left)) <= LEAST_LETTERS


def _asks_nothing_else(whole: Meaning) -> bool:
    """Tell whether a message with a secret holds only that, perhaps with its label."""
    letters = sum(character.isalpha() for character in whole.text)
    return letters < LEAST_LETTERS or whole.intent in {FALLBACK, PASSWORD_NAMED}


def _says_something(words: str) -> bool:
    """Tell whether there is a letter, or a number that is more than a choice from a menu."""
    return any(map(str.isalpha, words)) or sum(map(str.isdigit, words)) > DIGITS_OF_A_CHOICE


class _Listener:
    """Understands a message and its parts in one language setting."""

    def __init__(self, interpreter: Interpreter, previous_language: Language | None) -> None:
        self._interpreter = interpreter
        self._previous_language = previous_language

    def understand(self, text: str) -> Meaning:
        words = without_lead_in(text)
        language = self._previous_language
        understanding = self._interpreter.parse(words, previous_language=language)
        is_sure = understanding.is_sure and _says_something(words)
        intent = understanding.intent.name if is_sure else FALLBACK
        if _only_names_an_account(understanding):
            intent = ACCOUNT_NAMED
        return Meaning(text=text, intent=intent, understanding=understanding)

    def obey(self, text: str, command: Command) -> Meaning:
        language = command.language or self._previous_language or self._language_around(text)
        score = IntentScore(command.intent, 1.0)
        understanding = Understanding(text, language, score, (score,), command.entities)
        return Meaning(text=text, intent=command.intent, understanding=understanding)

    def _language_around(self, text: str) -> Language:
        """Return the language of the words beside a code; a code alone is Vietnamese."""
        is_alone = len(text.split()) <= WORDS_OF_A_CODE
        return Language.VI if is_alone else self._interpreter.parse(text).language

    def tell_apart(self, whole: Meaning) -> tuple[Meaning, ...]:
        """Return the questions of a message, or what it asks beside its small talk.

        Parts have less to go by than the whole, so they may confirm its best guess, not overrule
        it: overruling made 0.4 of 100 more messages answered wrongly by cross-validation.
        """
        guess = whole.understanding.intent.name
        if len(whole.text.split()) < STORY_FROM:
            questions = self._sure(split_questions(whole.text), PART_FROM)
            if len(questions) > 1 and guess in {one.intent for one in questions}:
                return questions
        if whole.intent not in SMALL_TALK:
            return (whole,)
        sentences = split_sentences(whole.text)
        if whole.intent != FALLBACK:
            return self._sure(sentences, PART_FROM)[:1] or (whole,)
        parts = self._sure(sentences, ANSWER_FROM)
        return tuple(one for one in parts if one.intent == guess)[:1] or (whole,)

    def _sure(self, parts: Iterable[str], least: float) -> tuple[Meaning, ...]:
        """Return the parts that ask about a topic with `least` confidence, each topic once."""
        found: dict[str, Meaning] = {}
        for meaning in map(self.understand, parts):
            is_sure = meaning.understanding.intent.confidence >= least
            if is_sure and meaning.intent.startswith(FAQ):
                found.setdefault(meaning.intent, meaning)
        return tuple(found.values())
