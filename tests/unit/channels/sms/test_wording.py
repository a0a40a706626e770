"""What a text message says."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.sms.wording import LONGEST, compose, without_marks, write
from bot.content.sms import costly_characters, count_segments
from bot.messages import Button, Reply

BUTTONS = (
    Button("Hạn chuyển sang VNeID", "/faq_deadline-overview"),
    Button("Đăng ký", "/faq_register-level1"),
    Button("👍 Hữu ích", '/rate_answer{"rating":"up"}'),
)
BOTH = Reply("Đã hết hạn.", BUTTONS, "Da het han.")
MARKED = Reply("Đã hết hạn.", BUTTONS)


def test_the_reviewed_text_without_marks_is_sent_with_its_menu():
    text = write(BOTH, with_marks=False, is_two_way=True)
    assert text == "Da het han.\n1) Han chuyen sang VNeID\n2) Dang ky"
    assert costly_characters(text) == ()


def test_the_setting_brings_the_marks_back():
    text = write(BOTH, with_marks=True, is_two_way=True)
    assert text == "Đã hết hạn.\n1) Hạn chuyển sang VNeID\n2) Đăng ký"


def test_a_sentence_that_nobody_reviewed_keeps_its_marks():
    assert write(MARKED, with_marks=False, is_two_way=False) == "Đã hết hạn."


def test_a_one_way_sender_offers_no_choice():
    assert write(BOTH, with_marks=False, is_two_way=False) == "Da het han."


def test_a_numbered_choice_is_the_button_that_stands_there():
    lines = write(MARKED, with_marks=True, is_two_way=True).splitlines()[1:]
    for line in lines:
        number, title = line.split(") ")
        assert BUTTONS[int(number) - 1].title == title


@pytest.mark.parametrize(
    ("typographic", "plain"),
    [("“STOP”", '"STOP"'), ("it’s", "it's"), ("7–22", "7-22"), ("…", "..."), ("a\u00a0b", "a b")],
)
def test_typography_costs_nothing(typographic, plain):
    assert compose(typographic) == plain
    assert costly_characters(plain) == ()


def test_letters_typed_with_marks_of_their_own_are_composed():
    text = "Đã hết hạn từ ngày 1/7/2024. Anh/chị hỏi công an xã, phường nơi ở."
    taken_apart = unicodedata.normalize("NFD", text)
    assert compose(taken_apart) == text
    assert count_segments(compose(taken_apart)) < count_segments(taken_apart)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=3000), st.booleans())
def test_no_text_is_longer_than_the_provider_takes(text, with_marks):
    written = write(Reply(text, BUTTONS, text), with_marks=with_marks, is_two_way=True)
    assert len(written) <= LONGEST


def test_a_text_too_long_ends_with_a_whole_sentence():
    text = write(Reply("Một câu vừa phải. " * 200), with_marks=True, is_two_way=False)
    assert text.endswith("vừa phải....")


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậòóỏõọ ĐÀÁ", max_size=80))
def test_text_without_marks_is_cheap_and_as_long(text):
    plain = without_marks(text)
    assert costly_characters(plain) == ()
    assert len(plain) == len(text)
