"""Writes `data/nlu/entities.yml`: the reviewed phrases as lookup tables and synonyms."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bot.content.yaml_file import read_as
from bot.conversation.folding import fold
from bot.conversation.rasa_export.yaml_text import VERSION, write_yaml
from bot.conversation.understanding.entity_phrases import FILE_NAME, PhraseFile
from bot.messages import Language

HEAD = """\
Words that name an entity, as written and without marks; the longest stand first, for Rasa takes
the first that fits. Ages and dates are found by the action server."""


def write_phrases(intents_folder: Path) -> str:
    """Return the file's content, made of the phrases in `intents_folder`.

    Raises:
        ContentError: the list of phrases is broken.
    """
    file, _ = read_as(PhraseFile, intents_folder / FILE_NAME)
    blocks: list[dict[str, str]] = []
    for entity, values in file.entities.items():
        value_of = dict(_spellings(values))
        blocks.append({"lookup": entity, "examples": _rows(value_of)})
        for value in values:
            same = [spelling for spelling, meant in value_of.items() if meant == value]
            blocks.append({"synonym": value, "examples": _rows(same)})
    return write_yaml({"version": VERSION, "nlu": blocks}, HEAD)


def _spellings(values: Mapping[str, Mapping[Language, Sequence[str]]]) -> Iterator[tuple[str, str]]:
    """Yield each spelling with its value; one typed with marks goes before a bare one."""
    listed = [
        (phrase, value)
        for value, by_language in values.items()
        for phrases in by_language.values()
        for phrase in phrases
    ]
    yield from ((fold(phrase), value) for phrase, value in reversed(listed))
    yield from listed


def _rows(spellings: Iterable[str]) -> str:
    longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    return "".join(f"- {spelling}\n" for spelling in longest_first)
