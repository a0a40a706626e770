"""The test set measures what was never trained on: no message is nearly a training one."""

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from bot.content.catalogue import ROOT
from bot.content.training_data import Example, load
from bot.conversation.folding import fold

TEST_SETS = ("nlu", "nlu_hard", "nlu_fresh")
"""Folders of tests/."""
GRAM = 5
TOO_NEAR = 0.6
"""Jaccard index of the messages' character 5-grams, without marks, case and punctuation."""


def grams(text: str) -> frozenset[str]:
    plain = f" {re.sub(r'[^0-9a-z]+', ' ', fold(text)).strip()} "
    return frozenset(plain[place : place + GRAM] for place in range(max(1, len(plain) - GRAM + 1)))


class Index:
    """Finds the nearest of many messages by the grams they share."""

    def __init__(self, examples: tuple[Example, ...]) -> None:
        self._examples = examples
        self._grams = [grams(example.text) for example in examples]
        self._holding: dict[str, list[int]] = defaultdict(list)
        for place, held in enumerate(self._grams):
            for gram in held:
                self._holding[gram].append(place)

    def nearest(self, text: str) -> tuple[float, str]:
        """Return the highest Jaccard index to any message, and that message."""
        sought = grams(text)
        shared = Counter(place for gram in sought for place in self._holding.get(gram, ()))
        ranked = (
            (count / (len(sought) + len(self._grams[place]) - count), place)
            for place, count in shared.items()
        )
        index, place = max(ranked, default=(0.0, -1))
        return index, self._examples[place].text if place >= 0 else ""


def test_nearness_is_the_jaccard_index_of_the_grams():
    index = Index(load(Path(__file__).parent / "small_content" / "intents").examples)
    assert index.nearest("Đăng nhập cổng bằng gì?") == (1.0, "đăng nhập Cổng bằng gì")
    assert index.nearest("xyz") == (0.0, "")
    nearness, message = index.nearest("dang nhap bang tai khoan")
    assert message == "dang nhap bang tai khoan nao"
    assert nearness == pytest.approx(22 / 26)


@pytest.fixture(scope="module")
def index():
    return Index(load(ROOT / "intents").examples)


@pytest.mark.parametrize("name", TEST_SETS)
def test_no_test_message_is_nearly_a_training_message(name, index):
    tested = load(ROOT / "tests" / name).examples
    assert tested, f"tests/{name} is empty"
    near = [
        f"{example.path}:{example.line}: '{example.text}' is like '{message}' ({nearness:.2f})"
        for example in tested
        for nearness, message in [index.nearest(example.text)]
        if nearness >= TOO_NEAR
    ]
    assert near == []
