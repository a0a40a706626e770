"""Cross-validation judges training messages by models that have not seen them."""

import io

import pytest
from rich.console import Console

from bot.content import training_data
from bot.content.training_data import Example
from bot.conversation.understanding.calibration import Calibration
from bot.conversation.understanding.cross_validation import cross_validate, summarise
from bot.conversation.understanding.judgement import Judgement
from bot.conversation.understanding.report import render_cross_validation
from bot.messages import Language


@pytest.fixture(scope="module")
def found(intents_folder, corpus):
    examples = training_data.load(intents_folder).examples
    return cross_validate(examples, corpus, 5, [].append)


def judged(meant, understood, language=Language.VI):
    return Judgement(
        Example("…", meant, language), "", understood, 0.9, language, 0.0, (understood,)
    )


def test_every_message_is_judged_once(found, corpus):
    figures = found.by_language

    assert len(found.judgements) == len(corpus.documents)
    assert figures["vi"].right.total + figures["en"].right.total == figures["all"].right.total
    assert 0.2 < figures["all"].right.value < 1.0


def test_the_most_confused_pair_stands_first():
    found = summarise(
        [judged("a", "b"), judged("b", "a"), judged("b", "a"), judged("a", "a")],
        Calibration(0.2, 0.0),
    )

    assert [(one.meant, one.understood, one.messages) for one in found.confusions] == [
        ("b", "a", 2),
        ("a", "b", 1),
    ]
    assert found.to_json()["confused"] == [{"meant": "b", "understood": "a", "messages": 2}]


def test_the_terminal_shows_figures_and_pairs(found):
    console = Console(file=io.StringIO(), width=140)

    render_cross_validation(found, console)

    shown = console.file.getvalue()
    assert "all (" in shown
    assert "temperature" in shown
    assert f"{found.confusions[0].meant} → {found.confusions[0].understood}" in shown
