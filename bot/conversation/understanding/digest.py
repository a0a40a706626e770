"""Names a model by everything that shapes it."""

import hashlib
from pathlib import Path

from bot.content import annotations, training_data
from bot.conversation import folding
from bot.conversation.understanding import (
    ages,
    concepts,
    dates,
    entities,
    entity_phrases,
    features,
    folds,
    learned,
    lexicon,
    normalise,
    number_words,
    phrases,
    reader,
    spelling,
    syllables,
    word_vectors,
)
from bot.messages import Language

_SHAPING = (
    ages,
    annotations,
    concepts,
    dates,
    entities,
    entity_phrases,
    features,
    folding,
    folds,
    learned,
    lexicon,
    normalise,
    number_words,
    phrases,
    reader,
    spelling,
    syllables,
    training_data,
    word_vectors,
)
_LISTS = (lexicon.FILE_NAME, entity_phrases.FILE_NAME, concepts.FILE_NAME)
_TRAINING = [
    Path(__file__).with_name(name)
    for name in (
        "calibration.py",
        "classifier.py",
        "corpus.py",
        "counting.py",
        "out_of_fold.py",
        "training.py",
    )
]
"""Named by path: to import them would load scikit-learn where models are only served."""


def digest_of(intents: Path) -> str:
    """Return the digest of the training messages, the lists and the code that reads them."""
    shaping = (Path(module.__file__) for module in _SHAPING if module.__file__)
    code = [*_TRAINING, *word_vectors.TABLE, *shaping]
    messages = [
        path for language in Language for path in sorted((intents / language).glob("*.yml"))
    ]
    digest = hashlib.sha256()
    for path in [*code, *(intents / name for name in _LISTS), *messages]:
        digest.update(f"{path.parent.name}/{path.name}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:20]
