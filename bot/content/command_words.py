"""Loads `intents/commands.yml`: messages that are commands as they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.yaml_file import Schema, read_as
from bot.messages import Language


class Command(Schema):
    """The words of one command.

    Attributes:
        networks: what networks obey by themselves, as a whole text message.
        codes: the same in every language.
    """

    networks: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    vi: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class CommandFile(Schema):
    """Words by the intent that they mean."""

    version: str
    polite: dict[Language, tuple[str, ...]]
    pronouns: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    commands: dict[str, Command]


@dataclass(frozen=True, slots=True)
class CommandWords:
    """Words of all languages.

    Attributes:
        polite: said around a command without changing it.
        pronouns: said around a command, too, but not around one of `names`.
        names: words of commands that are also persons' names.
        ambiguous: words of commands that may be meant for a form or for a person.
        commands: words by intent.
    """

    polite: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    commands: Mapping[str, Command] = field(default_factory=dict)


def load_command_words(path: Path) -> CommandWords:
    """Load the words; without the file there are none.

    Raises:
        ContentError: the file is broken.
    """
    if not path.exists():
        return CommandWords()
    file, _ = read_as(CommandFile, path)
    polite = tuple(word for words in file.polite.values() for word in words)
    return CommandWords(polite, file.pronouns, file.names, file.ambiguous, file.commands)
