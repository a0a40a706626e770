"""What a whole message means."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.understanding.interpreter import IntentScore, Understanding
from bot.messages import Language

ANY_TEXT = st.text(st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("hạn chuyển đổi là ngày nào vậy ad", "ask_deadline"),
        ("han chuyen doi la ngay nao", "ask_deadline"),
        ("hdan e lket tk vs", "ask_linking"),
        ("when is the deadline", "ask_deadline"),
        ("hello", "greet"),
        ("làm hộ chiếu thế nào", "out_of_scope"),
    ],
)
def test_a_message_is_understood(text, intent, interpreter):
    understood = interpreter.parse(text)

    assert understood.intent.name == intent
    assert understood.ranking[0] == understood.intent


def test_the_same_words_with_and_without_marks_are_as_sure(interpreter):
    marked = interpreter.parse("hạn chót liên kết là khi nào")
    bare = interpreter.parse("han chot lien ket la khi nao")

    assert marked.intent == bare.intent


def test_the_ranking_falls_from_likely_to_unlikely(interpreter):
    chances = [score.confidence for score in interpreter.parse("tài khoản").ranking]

    assert chances == sorted(chances, reverse=True)
    assert sum(chances) == pytest.approx(1)


def test_a_payload_is_certain_and_keeps_the_language(interpreter):
    understood = interpreter.parse(
        '/state_account_type{"account_type":"enterprise"}', previous_language=Language.EN
    )

    assert understood.intent.name == "state_account_type"
    assert understood.intent.confidence == 1.0
    assert understood.entities[0].value == "enterprise"
    assert understood.language is Language.EN


def test_an_unknown_payload_is_read_as_words(interpreter):
    assert interpreter.parse("/drop_tables").intent.name != "drop_tables"


def test_a_message_without_words_means_nothing(interpreter):
    understood = interpreter.parse("•••••••••123", previous_language=Language.EN)

    assert understood == Understanding.nothing("•••••••••123", Language.EN)
    assert understood.to_rasa_json()["intent"] == {"name": None, "confidence": 0.0}


def test_parse_data_has_the_shape_that_rasa_gives(interpreter):
    parsed = interpreter.parse("Công ty tôi hết hạn 15/6/2024?").to_rasa_json()

    assert parsed["text"] == "Công ty tôi hết hạn 15/6/2024?"
    assert parsed["intent"] == parsed["intent_ranking"][0]
    assert parsed["entities"] == [
        {
            "entity": "account_type",
            "value": "enterprise",
            "start": 0,
            "end": 11,
            "confidence_entity": 1.0,
            "extractor": "PhraseBook",
        },
        {
            "entity": "as_of_date",
            "value": "2024-06-15",
            "start": 20,
            "end": 29,
            "confidence_entity": 1.0,
            "extractor": "DateRule",
        },
    ]


def test_an_explanation_names_the_words_that_decided(interpreter):
    text = "hạn chuyển sang là ngày nào"

    explained = interpreter.explain(text)

    assert interpreter.parse(text).evidence == ()
    assert explained.intent == interpreter.parse(text).intent
    assert "han" in [one.gram for one in explained.evidence]
    assert all(one.weight > 0 for one in explained.evidence)


@given(text=ANY_TEXT)
def test_understanding_never_raises(text, interpreter):
    understood = interpreter.explain(text)

    assert understood.text == text
    assert 0 <= understood.intent.confidence <= 1


def test_serving_needs_no_scikit_learn(model_file, intents_folder):
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from bot.conversation.understanding.interpreter import Interpreter\n"
        f"read = Interpreter.load(Path({str(model_file)!r}), Path({str(intents_folder)!r}), [])\n"
        "assert read.parse('xin chào').intent.name == 'greet'\n"
        "assert not {'sklearn', 'scipy', 'joblib', 'pickle5'} & set(sys.modules)\n"
    )

    command = [sys.executable, "-c", program]
    assert subprocess.run(command, check=False).returncode == 0


def test_a_topic_that_may_be_out_of_scope_is_not_sure():
    near = (IntentScore("faq_linking", 0.9), IntentScore("out_of_scope", 0.08))
    small_talk = (IntentScore("thank", 0.9), IntentScore("out_of_scope", 0.08))
    far = (IntentScore("ask_linking", 0.9), IntentScore("greet", 0.08))
    outside = (IntentScore("out_of_scope", 0.9), IntentScore("ask_linking", 0.08))

    sure = [
        Understanding("…", Language.VI, one[0], one).is_sure
        for one in (near, small_talk, far, outside)
    ]

    assert sure == [False, True, True, True]
