"""Finds the words of a page."""

from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from portal.states import State


class Language(StrEnum):
    """A language of the pages."""

    VI = "vi"
    EN = "en"

    @property
    def other(self) -> "Language":
        """The other one."""
        return Language.EN if self is Language.VI else Language.VI


def _load(name: str) -> dict[str, Any]:
    text = (files("portal.pages") / "texts" / f"{name}.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def texts(language: Language) -> dict[str, str]:
    """Return all texts of a language by key."""
    return _load(language.value)


@cache
def _state_names() -> dict[str, dict[str, str]]:
    return _load("states")


def state_name(language: Language, state: State) -> str:
    """Return what a state is called."""
    return _state_names()[state.value][language.value]


class Words:
    """The words of one language, as templates ask for them."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._texts = texts(language)

    def __call__(self, key: str, **values: object) -> str:
        """Return a text, its places filled in."""
        return self._texts[key].format(**values)

    def minutes(self, seconds: float) -> str:
        """Return a time in whole minutes, rounded up."""
        count = max(1, -(-int(seconds) // 60))
        return self("minutes_one" if count == 1 else "minutes_other", count=count)

    def state(self, state: State) -> str:
        """Return what a state is called."""
        return state_name(self.language, state)
