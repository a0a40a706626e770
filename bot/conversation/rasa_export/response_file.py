"""Writes `domain/responses.yml`: for each language and account type the text of one day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.content.catalogue import Catalogue
from bot.conversation.actions.wording import ACCOUNT
from bot.conversation.rasa_export.yaml_text import VERSION, write_yaml
from bot.conversation.speaker import Occasion, Speaker, Utterance
from bot.knowledge.accounts import AccountType
from bot.messages import Language, Reply

LANGUAGE = "language"
FIRST = (Language.VI, AccountType.CITIZEN)
"""Who is spoken to where no condition holds."""

HEAD = """\
The answers of one day. Rasa takes the variation whose conditions hold; the one without conditions
speaks Vietnamese to a citizen, so that nobody is left without an answer."""


@dataclass(frozen=True, slots=True)
class _Voice:
    """What is said in one language, by account type."""

    language: Language
    said: dict[AccountType, Utterance]

    def replies(self) -> set[Reply]:
        """Return the different replies."""
        return {utterance.reply for utterance in self.said.values()}


def write_responses(catalogue: Catalogue, day: date) -> str:
    """Return the file's content: the variations that are valid on `day`, with their sources."""
    return write_yaml({"version": VERSION, "responses": responses_on(catalogue, day)}, HEAD)


def responses_on(catalogue: Catalogue, day: date) -> dict[str, list[dict[str, Any]]]:
    """Return the variations of each response in Rasa's form."""
    speaker = Speaker(catalogue)
    names = sorted(catalogue.responses[Language.VI])
    return {name: list(_variations(speaker, name, day)) for name in names}


def _variations(speaker: Speaker, response: str, day: date) -> Iterator[dict[str, Any]]:
    voices = [_voice(speaker, response, language, day) for language in Language]
    first = next(voice.said[FIRST[1]] for voice in voices if voice.language is FIRST[0])
    yield _entry(first, ())
    for voice in voices:
        for condition, utterance in _conditional(voice):
            if utterance.reply != first.reply:
                yield _entry(utterance, condition)


def _voice(speaker: Speaker, response: str, language: Language, day: date) -> _Voice:
    said = {
        account: speaker.say(response, Occasion(language=language, account=account, day=day))
        for account in AccountType
    }
    return _Voice(language, said)


def _conditional(voice: _Voice) -> Iterator[tuple[tuple[tuple[str, str], ...], Utterance]]:
    """Yield what is said, with slots and their values; of these exactly one fits a conversation."""
    language = (LANGUAGE, voice.language.value)
    if len(voice.replies()) == 1:
        yield (language,), voice.said[AccountType.CITIZEN]
        return
    for account, utterance in voice.said.items():
        yield (language, (ACCOUNT, account.value)), utterance


def _entry(utterance: Utterance, condition: Iterable[tuple[str, str]]) -> dict[str, Any]:
    reply = utterance.reply
    entry = {
        "condition": [{"type": "slot", "name": name, "value": value} for name, value in condition],
        "text": reply.text,
        "buttons": [
            {"title": one.title, "payload": _escaped(one.payload)} for one in reply.buttons
        ],
        "metadata": {"variation": utterance.variation.name},
    }
    return {key: value for key, value in entry.items() if value != []}


def _escaped(payload: str) -> str:
    """Return a payload whose braces Rasa does not take for a placeholder."""
    return payload.replace("{", "{{").replace("}", "}}")
