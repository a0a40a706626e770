"""Messages typed in different ways are read as the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.understanding.normalise import Normaliser

ANY_TEXT = st.text(st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Hạn chuyển sang VNeID?", "han chuyen sang vneid"),
        ("ko đn dc vn e id ad ơiiii", "khong dang nhap duoc vneid ad oi"),
        ("tk dvcqg của e bị j z", "tai khoan dich vu cong quoc gia cua em bi gi vay"),
        ("quên mk r", "quen mat khau roi"),
        ("mk muốn hỏi ntn", "minh muon hoi nhu the nao"),
        ("tooi khoong ddawng nhaajp dduwowcj", "toi khong dang nhap duoc"),
        ("to6i kho6ng d9a8ng nha65p d9u7o75c", "toi khong dang nhap duoc"),
        ("muc2, buoc1, 24h", "muc 2 buoc 1 24 h"),
        ("e-ID", "eid"),
        ("what's the dealine, pls", "whats the deadline please"),
        ("my company's account, and my wife’s", "my company account and my wife"),
        ("who's there, let's go", "whos there lets go"),
        ("see you soon, too bad", "see you soon too bad"),
        ("cả nhà", "ca nha"),
        ("từ 15/06/2024 hay ngày 1 tháng 7", "tu 15/6 2024 hay ngay 1/7"),
        ("June 15, 2024 or 1st of July", "15/6 2024 or 1/7"),
        ("tổng đài 1900 0000", "tong dai 1900 0000"),
        ("số •••••••••123, máy +84•••••••12", "so may"),
    ],
)
def test_a_message_is_read_as_plain_words(typed, words, normaliser):
    assert " ".join(normaliser.read(typed).words) == words


def test_every_word_knows_where_it_was_typed(normaliser):
    text = "Cty em ở Đà Nẵng, vn e id là j"

    places = {token.text: text[token.start : token.end] for token in normaliser.read(text).tokens}

    assert places["cong"] == places["ty"] == "Cty"
    assert places["nang"] == "Nẵng"
    assert places["vneid"] == "vn e id"
    assert places["gi"] == "j"


def test_words_with_marks_are_counted(normaliser):
    reading = normaliser.read("liên kết tk ở Huế how")

    assert (reading.words_typed, reading.words_marked) == (6, 4)


@given(text=ANY_TEXT)
def test_reading_never_raises_and_words_stand_in_the_text(text, normaliser):
    for token in normaliser.read(text).tokens:
        assert token.text
        assert 0 <= token.start < token.end <= len(text)


@given(text=st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz0123456789 /.-'", max_size=60))
def test_reading_text_like_typing_never_raises(text, normaliser: Normaliser):
    for word in normaliser.read(text).words:
        assert word == word.lower()
