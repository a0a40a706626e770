"""An evaluation counts right and wrong, and shows what was wrong."""

import io

import pytest
from rich.console import Console

from bot.content.training_data import Example
from bot.conversation.understanding.bands import is_sure
from bot.conversation.understanding.evaluation import MARKS_STRIPPED, evaluate, report_on
from bot.conversation.understanding.judgement import (
    Judgement,
    Share,
    figures_of,
    reliability_of,
)
from bot.conversation.understanding.pictures import draw
from bot.conversation.understanding.report import render
from bot.errors import ModelError
from bot.messages import Language

EXAMPLES = [
    Example("hạn chót là khi nào", "ask_deadline", Language.VI),
    Example("lket tk ntn", "ask_linking", Language.VI, style="teencode"),
    Example("hello there", "greet", Language.EN),
    Example("how do I renew my passport", "out_of_scope", Language.EN),
    Example("hello hello", "ask_linking", Language.EN),
]


def judged(meant, understood, confidence, seconds=0.001):
    example = Example("…", meant, Language.VI)
    acted_on = (understood,) if is_sure(confidence, 0.0) else ()
    return Judgement(example, "plain", understood, confidence, Language.VI, seconds, acted_on)


def best_guess(interpreter):
    return lambda text: (interpreter.parse(text).intent.name,)


@pytest.fixture(scope="module")
def report(interpreter):
    return report_on(interpreter, best_guess(interpreter), EXAMPLES)


def test_figures_count_right_refused_and_surely_wrong():
    figures = figures_of(
        [
            judged("a", "a", 0.9),
            judged("a", "b", 0.8),
            judged("a", "b", 0.4),
            judged("out_of_scope", "out_of_scope", 0.9),
            judged("out_of_scope", "a", 0.4),
            judged("out_of_scope", "a", 0.9),
        ]
    )

    assert (figures.right.hits, figures.right.total) == (2, 6)
    assert (figures.refused.hits, figures.refused.total) == (2, 3)
    assert figures.confidently_wrong.hits == 2
    assert figures.acted_on_rightly.hits == 2


def test_a_right_guess_that_is_not_acted_on_helps_nobody():
    [figures] = [figures_of([judged("a", "a", 0.4)])]

    assert figures.right.hits == 1
    assert figures.acted_on_rightly.hits == 0


def test_the_second_of_two_answers_counts_when_it_was_not_asked_for():
    example = Example("…", "a", Language.VI)
    both = Judgement(example, "plain", "a", 0.9, Language.VI, 0.0, ("a", "b"))

    assert both.is_acted_on_rightly
    assert both.is_confidently_wrong


def test_calibration_error_is_the_distance_of_confidence_from_accuracy():
    even = [judged("a", "a", 0.75)] * 3 + [judged("a", "b", 0.75)]
    sure = [judged("a", "b", 1.0)] * 4

    assert figures_of(even).calibration_error == pytest.approx(0)
    assert figures_of(even + sure).calibration_error == pytest.approx(0.5)
    assert [one.messages for one in reliability_of(even + sure)] == [4, 4]


def test_figures_of_nothing_are_nothing():
    figures = figures_of([])

    assert figures.right == Share(0, 0)
    assert figures.right.interval == (0.0, 1.0)
    assert figures.p99_ms == 0.0


def test_the_interval_is_the_one_of_wilson():
    low, high = Share(90, 100).interval

    assert (low, high) == (pytest.approx(0.8256, abs=1e-4), pytest.approx(0.9448, abs=1e-4))
    assert Share(10, 10).interval[1] == pytest.approx(1)


@pytest.mark.parametrize(
    ("confidence", "outside", "sure"),
    [(0.9, 0.0, True), (0.9, 0.04, True), (0.9, 0.05, False), (0.64, 0.0, False)],
)
def test_what_may_be_out_of_scope_is_not_answered_however_sure(confidence, outside, sure):
    assert is_sure(confidence, outside) is sure


def test_vietnamese_messages_are_also_tried_without_marks(report):
    stripped = [one.example.text for one in report.judgements if one.style == MARKS_STRIPPED]

    assert stripped == ["han chot la khi nao"]
    assert report.by_language["vi"].right.total == 2
    assert set(report.by_style) == {
        ("vi", "plain"),
        ("vi", "teencode"),
        ("vi", MARKS_STRIPPED),
        ("en", "plain"),
    }


def test_every_wrong_message_is_listed(report):
    assert [one["text"] for one in report.to_json()["wrong"]] == ["hello hello"]


def test_the_terminal_shows_figures_and_wrong_messages(report):
    console = Console(file=io.StringIO(), width=140)

    render(report, console)

    shown = console.file.getvalue()
    assert "vi (2)" in shown
    assert "100.0%" in shown
    assert "ask_linking → greet  hello hello" in shown


def test_all_three_pictures_are_drawn(report, tmp_path):
    drawn = draw(report, tmp_path / "pictures")

    assert [path.name for path in drawn] == [
        "confusion.png",
        "reliability.png",
        "risk-coverage.png",
    ]
    for path in drawn:
        assert path.read_bytes().startswith(b"\x89PNG")


def test_test_messages_are_read_from_a_folder(interpreter, tmp_path):
    (tmp_path / "vi").mkdir()
    (tmp_path / "vi" / "greetings.yml").write_text(
        'version: "3.1"\nnlu:\n  - intent: greet\n    metadata: {style: teencode}\n'
        "    examples: |\n      - xin chào bn\n",
        encoding="utf-8",
    )

    report = evaluate(interpreter, best_guess(interpreter), tmp_path)

    assert report.by_style["vi", "teencode"].right == Share(1, 1)


def test_a_folder_without_messages_is_refused(interpreter, tmp_path):
    with pytest.raises(ModelError, match="no test messages"):
        evaluate(interpreter, best_guess(interpreter), tmp_path)
