"""Parts training messages for cross-validation so that no copy is on both sides."""

from collections import defaultdict
from collections.abc import Sequence
from hashlib import blake2s

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.intp]


def fold_numbers(texts: Sequence[str], labels: Sequence[int] | Numbers, folds: int) -> Numbers:
    """Return the fold of each message: each label spread evenly, equal texts together.

    The same messages always fall into the same folds, in whatever order they stand.
    """
    label_of = dict(zip(texts, labels, strict=True))
    by_label: defaultdict[int, list[str]] = defaultdict(list)
    for text in sorted(label_of, key=lambda text: blake2s(text.encode()).digest()):
        by_label[int(label_of[text])].append(text)
    fold_of = {
        text: (place + label) % folds
        for label, members in by_label.items()
        for place, text in enumerate(members)
    }
    return np.array([fold_of[text] for text in texts], dtype=np.intp)
