"""Text as it looks without marks, case and width, in the same number of characters."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
    bare = bare.replace("đ", "d")
    return bare if len(bare) == 1 else character


def fold(text: str) -> str:
    """Lower case, without Vietnamese marks, full-width forms as ASCII.

    The result has exactly as many characters as `text`, so a span found in it is a span of `text`.
    A mark typed as a character of its own stays: compose the text (NFC) first.
    """
    return "".join(map(_fold_character, text))
