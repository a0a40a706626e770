"""STOP, START, HELP and their kin are commands; the same words inside a question are not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.commands import Commands
from bot.conversation.folding import fold

COMMANDS = Commands.load(Path(__file__).parents[3] / "intents")
STOPS = ["STOP", "TC", "HUY", "HUỶ", "HỦY", "DUNG", "DỪNG", "TU CHOI", "TỪ CHỐI", "ngừng"]
BEFORE = ["", "dạ ", "cho tôi ", "vui lòng ", "please ", "Anh chị ơi ", "xin hãy "]
AFTER = ["", " ạ", " nhé", " giúp tôi với", "!", ".", " please", " cảm ơn", " nhe a"]


def intent_of(text: str) -> str | None:
    command = COMMANDS.read(text)
    return command.intent if command else None


@pytest.mark.parametrize("word", STOPS)
@pytest.mark.parametrize("spell", [str, str.lower, str.title, fold])
def test_every_word_for_stop_opts_out(word, spell):
    assert intent_of(spell(word)) == "opt_out"


@given(st.sampled_from(BEFORE), st.sampled_from(STOPS), st.sampled_from(AFTER))
def test_politeness_changes_nothing(before, word, after):
    assert intent_of(before + word + after) == "opt_out"


@pytest.mark.parametrize(
    "text",
    [
        "STOP?",
        "hủy được không",
        "dừng được không?",
        "muốn hủy thì làm thế nào",
        "hủy tài khoản VNeID",
        "huỷ liên kết",
        "bao giờ tài khoản cũ dừng hoạt động",
        "how do I stop the messages?",
        "bị từ chối hồ sơ",
        "TC là gì",
        "đúng",
        "dùng",
        "đừng",
        "đúng rồi ạ",
        "tôi dùng",
        "bắt đầu",
        "",
        "dạ",
        "ạ",
    ],
)
def test_other_words_are_no_command(text):
    assert COMMANDS.read(text) is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("START", "opt_in"),
        ("unstop", "opt_in"),
        ("nhận lại tin nhắn", "opt_in"),
        ("nhan lai tin", "opt_in"),
        ("HELP", "ask_help"),
        ("trợ giúp", "ask_help"),
        ("TG", "ask_help"),
        ("/privacy", "show_kept"),
        ("/delete", "ask_erasure"),
        ("xoa du lieu cua toi", "ask_erasure"),
        ("Delete my data, please", "ask_erasure"),
    ],
)
def test_other_commands(text, intent):
    assert intent_of(text) == intent


@given(st.text(max_size=200))
def test_any_text_is_read_and_a_question_is_never_a_command(text):
    COMMANDS.read(text)
    assert COMMANDS.read(text + "?") is None
