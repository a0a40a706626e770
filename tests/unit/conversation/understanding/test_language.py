"""The language of a message, and when the conversation's language stays."""

import pytest

from bot.conversation.understanding.language import decide_language
from bot.messages import Language

VI, EN = Language.VI, Language.EN


@pytest.mark.parametrize("text", ["ok", "Đà Nẵng", "yes please", "15/6", "cảm ơn"])
@pytest.mark.parametrize("previous", [VI, EN])
def test_one_or_two_words_keep_the_language_of_the_conversation(text, previous, normaliser):
    for log_odds in (-9.0, 9.0):
        assert decide_language(normaliser.read(text), log_odds, previous) is previous


def test_a_sentence_switches_at_once(normaliser):
    english, vietnamese = "how do I link my account", "liên kết tài khoản thế nào"

    assert decide_language(normaliser.read(english), -3.0, VI) is EN
    assert decide_language(normaliser.read(vietnamese), 3.0, EN) is VI


def test_an_undecided_sentence_keeps_the_language_of_the_conversation(normaliser):
    reading = normaliser.read("vneid app error 404")

    assert decide_language(reading, 0.2, EN) is EN
    assert decide_language(reading, -0.2, VI) is VI


def test_a_place_name_with_marks_does_not_turn_an_english_sentence(normaliser):
    reading = normaliser.read("which portal do people in Đà Nẵng use now")

    assert decide_language(reading, -6.0) is EN


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hạn chót để chuyển tài khoản là khi nào", VI),
        ("han chot de chuyen tai khoan la khi nao", VI),
        ("tk e bi j vay ad", VI),
        ("when is the last day to switch", EN),
        ("where do I click to link accounts", EN),
    ],
)
def test_the_model_tells_the_languages_apart_without_marks(text, language, interpreter):
    assert interpreter.parse(text).language is language
