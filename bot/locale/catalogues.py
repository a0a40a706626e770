"""Reads the gettext catalogues beside this file; they are compiled in memory, at first use."""

from functools import cache
from importlib import resources
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from bot.messages import Language


@cache
def load(language: Language) -> Translations:
    """The catalogue of a language; the msgids are the English texts."""
    path = resources.files("bot.locale") / language / "LC_MESSAGES" / "bot.po"
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(path.read_bytes()), locale=language.value))
    compiled.seek(0)
    return Translations(compiled)
