"""One slip of a finger is put right, anything else is left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.understanding.spelling import Spelling, known_words

KNOWN = ("account", "link", "deadline", "vneid", "portal", "linking", "foreigner")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("acount", "account"),
        ("acccount", "account"),
        ("accuont", "account"),
        ("deadlime", "deadline"),
        ("forigner", "foreigner"),
        ("vneidd", "vneid"),
    ],
)
def test_one_slip_is_put_right(typed, meant):
    assert Spelling(KNOWN).correct(typed) == meant


@pytest.mark.parametrize(
    "word",
    [
        "account",
        "xccount",  # the first letter is taken as typed right
        "acunt",  # two letters missing
        "accutno",
        "lnk",  # too short
        "linh",  # a Vietnamese syllable
        "1234",
        "weather",
    ],
)
def test_other_words_are_left(word):
    assert Spelling(KNOWN).correct(word) == word


def test_the_more_frequent_of_two_near_words_is_meant():
    assert Spelling(("class", "clasp")).correct("clasx") == "class"
    assert Spelling(("clasp", "class")).correct("clasx") == "clasp"


def test_words_seen_once_are_not_known_and_frequent_ones_come_first():
    messages = [["a", "link", "a", "portal"], ["link", "portal", "a", "slip"]]

    assert known_words(messages) == ("a", "link", "portal")


@given(word=st.sampled_from(KNOWN), place=st.integers(1, 20), letter=st.sampled_from(LETTERS))
def test_a_letter_too_many_never_hides_a_known_word(word, place, letter):
    place = min(place, len(word))

    assert Spelling((word,)).correct(word[:place] + letter + word[place:]) == word


@given(st.text(max_size=30))
def test_correcting_never_raises(word):
    Spelling(KNOWN).correct(word)
