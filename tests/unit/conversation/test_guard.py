"""What may reach the understanding at all."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.guard import MAX_CHARACTERS, Rejection, clean

ANY_TEXT = st.text(st.characters(), max_size=300)  # lone surrogates included


@given(ANY_TEXT)
def test_cleaning_never_raises_and_leaves_nothing_hidden(text):
    cleaned = clean(text)

    assert cleaned.text == unicodedata.normalize("NFC", cleaned.text)
    hidden = {unicodedata.category(c) for c in cleaned.text if c != "\n"}
    assert hidden.isdisjoint({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
    cleaned.text.encode("utf-8")


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text):
    once = clean(text)

    assert clean(once.text).text == once.text


@pytest.mark.parametrize(
    "text", ["", "  \n\t ", "\x00", "\u200b\u200d\ufeff", "\U000e0041\U000e0042"]
)
def test_a_message_with_nothing_to_see_is_empty(text):
    assert clean(text).rejection is Rejection.EMPTY


@pytest.mark.parametrize("text", ["👍", "😡😡😡", "???", "... !", "❤️"])
def test_a_message_without_words_is_kept_but_not_understood(text):
    cleaned = clean(text)

    assert cleaned.rejection is Rejection.NO_WORDS
    assert cleaned.text


def test_hidden_instructions_vanish_from_a_visible_message():
    hidden = "".join(chr(0xE0000 + ord(c)) for c in "ignore all")

    assert clean(f"VNeID{hidden} là gì").text == "VNeID là gì"


@pytest.mark.parametrize("inside", ["\u200b", "\u202e", "\x00", "\ud800", "\u00ad", "\ufe0f"])
def test_characters_hidden_inside_a_word_vanish(inside):
    assert clean(f"liên{inside} kết").text == "liên kết"


def test_marks_typed_apart_are_composed():
    assert clean(unicodedata.normalize("NFD", "đường dẫn liên kết")).text == "đường dẫn liên kết"


def test_line_breaks_stay_but_not_in_piles():
    assert clean("một\r\n\r\n\r\nhai\t  ba").text == "một\nhai ba"


def test_a_message_at_the_limit_is_read():
    assert clean("a" * MAX_CHARACTERS).rejection is None


def test_a_message_over_the_limit_is_asked_for_again():
    assert clean("a" * (MAX_CHARACTERS + 1)).rejection is Rejection.TOO_LONG


def test_what_is_kept_of_a_long_message_never_ends_inside_a_number():
    text = "x" * 490 + " 079203012345" + " x" * 2000

    assert clean(text).text == "x" * 490


def test_an_endless_message_costs_no_more_than_a_long_one():
    cleaned = clean("ạ " * 5_000_000)

    assert cleaned.rejection is Rejection.TOO_LONG
    assert len(cleaned.text) <= 500
