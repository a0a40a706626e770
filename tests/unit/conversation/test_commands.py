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
        "STOP",
        "Stop.",
        "stop!!!",
        "STOP ALL",
        "Please stop",
        "TC",
        "T/C",
        "tc ạ",
        "HUY",
        "huy",
        "HỦY",
        "Huỷ ạ",
        "Dạ hủy giúp em với ạ",
        "cho tôi huy",
        "tôi muốn hủy",
        "DUNG",
        "Dừng lại nhé",
        "dung di",
        "anh chị ơi dừng giúp em",
        "TU CHOI",
        "tu choi a",
        "Tôi từ chối",
        "từ chối nhận tin",
        "tu choi nhan tin nhan",
        "Tôi từ chối nhận tin nhắn",
        "hủy nhận tin",
        "huy nhan tin nhan",
        "hủy đăng ký nhận tin giúp tôi",
        "dừng nhắn tin",
        "dung nhan tin",
        "ngừng nhắn tin cho tôi",
        "Ngưng nhận tin nhắn",
        "đừng nhắn tin cho tôi nữa",
        "dung nhan tin cho toi nua",
        "đừng gửi tin nhắn nữa ạ",
        "không nhận tin",
        "Em không muốn nhận tin nhắn nữa ạ",
        "khong muon nhan tin nua",
        "vui lòng ngừng gửi tin nhắn",
        "unsubscribe me",
        "Opt out please",
        "optout",
        "stop texting me",
        "Please stop sending me messages",
        "don't text me",
        "Don’t send me messages, please",
        "do not message me",
        "no more texts, thanks",
        "I don't want any more messages",
    ],
)
def test_whoever_wants_no_messages_says_it_in_many_ways(text):
    assert intent_of(text) == "opt_out"


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
        "tôi không muốn dừng",
        "tôi không muốn dừng nhận tin",
        "tôi không muốn hủy",
        "không dừng",
        "chưa muốn hủy nhận tin",
        "làm sao để dừng nhận tin?",
        "làm sao để dừng nhận tin",
        "lam sao de huy nhan tin",
        "muốn ngừng nhận tin nhắn thì làm thế nào",
        "hủy liên kết thế nào",
        "huy lien ket the nao",
        "hủy nhắc hạn",
        "hủy hồ sơ",
        "em tên Huy",
        "em ten la Huy a",
        "Dạ em Huy ạ",
        "da em huy a",
        "anh Huy",
        "Huy ơi",
        "anh Huy ơi",
        "tôi là Huy",
        "Nguyễn Quang Huy",
        "chị Dung",
        "Dạ em Dung ạ",
        "đúng",
        "Đúng vậy",
        "dung roi",
        "dung vay a",
        "toi dung dien thoai Samsung",
        "dùng được rồi",
        "đừng",
        "đừng hủy",
        "đừng dừng",
        "không từ chối",
        "hồ sơ bị từ chối",
        "từ chối cấp tài khoản",
        "bị dừng",
        "VNeID dừng hoạt động",
        "tin nhắn",
        "chưa nhận được tin nhắn",
        "không nhận được tin nhắn",
        "khong nhan duoc tin nhan otp",
        "I don't want to stop",
        "don't stop",
        "never stop",
        "stop the check",
        "cancel my application",
        "end of June",
        "how do I unsubscribe",
        "I get no messages",
        "the app stopped",
        "dùng",
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
        ("xóa hết dữ liệu của tôi", "ask_erasure"),
        ("erase all my data", "ask_erasure"),
        ("xoa du lieu cua toi", "ask_erasure"),
        ("Delete my data, please", "ask_erasure"),
    ],
)
def test_other_commands(text, intent):
    assert intent_of(text) == intent


@pytest.mark.parametrize(
    "word", ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"]
)
@pytest.mark.parametrize("spell", [str, str.lower, " {} ".format])
def test_a_text_message_that_the_network_obeys_is_obeyed(word, spell):
    command = COMMANDS.read(spell(word), by_sms=True)
    assert (command.intent, command.is_ambiguous) == ("opt_out", False)


@pytest.mark.parametrize("text", ["please cancel", "cancel it", "QUIT?", "YES", "yes"])
def test_the_network_obeys_one_word_and_no_yes(text):
    assert COMMANDS.read(text, by_sms=True) is None


@pytest.mark.parametrize("word", ["CANCEL", "QUIT", "REVOKE"])
def test_in_a_chat_app_the_words_of_the_network_are_words(word):
    assert COMMANDS.read(word) is None


@pytest.mark.parametrize(
    ("text", "is_ambiguous"),
    [
        ("HUY", False),
        ("HỦY!", False),
        ("DUNG", False),
        ("TU CHOI", False),
        ("STOP", False),
        ("tc", False),
        ("hủy nhận tin", False),
        ("Huy", True),
        ("dạ HUY ạ", True),
        ("cho em hủy", True),
        ("dừng", True),
        ("stop", True),
        ("từ chối", True),
    ],
)
def test_a_bare_word_is_clear_only_in_capitals_and_alone(text, is_ambiguous):
    assert COMMANDS.read(text).is_ambiguous is is_ambiguous


@given(st.text(max_size=200))
def test_any_text_is_read_and_a_question_is_never_a_command(text):
    COMMANDS.read(text)
    assert COMMANDS.read(text + "?") is None
