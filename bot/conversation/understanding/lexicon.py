"""Loads the reviewed list of abbreviations and misspellings, `intents/lexicon.yml`."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from bot.content.yaml_file import Schema, read_as
from bot.conversation.folding import fold

FILE_NAME = "lexicon.yml"


class LexiconFile(Schema):
    """What stands in the file: forms by what they mean, and words that are no Telex."""

    version: str
    expansions: dict[str, list[str]] = Field(default_factory=dict)
    english: list[str] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What people write, by what they mean.

    Attributes:
        meanings: the words meant (without marks) by the words written (lower case; with marks only
            where the marks make the form).
        longest_from: words of the longest form that begins with a word.
        english: words never read as leftovers of Telex.
    """

    meanings: dict[tuple[str, ...], tuple[str, ...]]
    longest_from: dict[str, int]
    english: frozenset[str]


def load_lexicon(folder: Path) -> Lexicon:
    """Load the lexicon of the folder `intents/`.

    Raises:
        ContentError: the file is broken, or a form has two meanings.
    """
    file, lines = read_as(LexiconFile, folder / FILE_NAME)
    meanings: dict[tuple[str, ...], tuple[str, ...]] = {}
    for meant, forms in file.expansions.items():
        meaning = tuple(fold(meant).split())
        for place, form in enumerate(forms):
            written = tuple(form.lower().split())
            if meanings.get(written, meaning) != meaning:
                problem = f"'{form}' has a second meaning; give it the words beside it"
                raise lines.error(("expansions", meant, place), problem)
            meanings[written] = meaning
    longest_from: dict[str, int] = {}
    for first, *rest in meanings:
        longest_from[first] = max(longest_from.get(first, 0), 1 + len(rest))
    return Lexicon(meanings, longest_from, frozenset(map(fold, file.english)))
