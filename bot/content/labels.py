"""Loads `responses/<language>/labels.yml`: short names of topics, intents and account types."""

from pathlib import Path
from typing import Literal, TypeAlias, get_args

from pydantic import Field

from bot.content.render import SourceLines
from bot.content.response_files import LABELS
from bot.content.yaml_file import Schema, read_as
from bot.knowledge.accounts import AccountType
from bot.messages import ChannelName, Language

RatingName: TypeAlias = Literal["up", "down", "wrong", "unclear", "not_asked"]


class Labels(Schema):
    """Names in one language.

    Attributes:
        topics: button title of each topic, in a citizen's words.
        intents: button title of other intents that can be offered.
        ratings: what stands on the buttons that rate an answer, and on those for the reason.
        macros: title of each macro, for officers.
        accounts: name of each account type, as it stands in a sentence.
        channels: name of each channel, as it stands in a sentence.
        source_prefix: what the line of sources begins with.
        contact_source_prefix: the same, where the sources are only of a number or an address.
    """

    topics: dict[str, str]
    intents: dict[str, str] = Field(default_factory=dict)
    ratings: dict[RatingName, str]
    macros: dict[str, str] = Field(default_factory=dict)
    accounts: dict[AccountType, str]
    channels: dict[ChannelName, str] = Field(default_factory=dict)
    source_prefix: str
    contact_source_prefix: str

    @property
    def source_lines(self) -> SourceLines:
        """What lines of sources begin with."""
        return SourceLines(self.source_prefix, self.contact_source_prefix)


def load_labels(folder: Path, language: Language) -> Labels:
    """Load the names of a language from `responses/`.

    Raises:
        ContentError: the file is broken, or an account type has no name.
    """
    labels, lines = read_as(Labels, folder / language / LABELS)
    nameless = [name for name in get_args(RatingName) if name not in labels.ratings]
    if nameless:
        raise lines.error(("ratings",), f"no title for {', '.join(nameless)}")
    missing = [account.value for account in AccountType if account not in labels.accounts]
    if missing:
        raise lines.error(("accounts",), f"no name for {', '.join(missing)}")
    return labels
