"""Leftovers of Telex and VNI are read, other words are left alone."""

import pytest

from bot.conversation.understanding.syllables import is_syllable, read_telex, read_vni


@pytest.mark.parametrize("word", ["nghieng", "quyet", "toi", "uong", "gi", "khong", "duoc", "y"])
def test_vietnamese_syllables_are_known(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["vneid", "account", "link", "strong", "kt", "aa", "portal"])
def test_other_words_are_no_syllables(word):
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tooi", "toi"),
        ("khoong", "khong"),
        ("dduwowcj", "duoc"),
        ("lieen", "lien"),
        ("keets", "ket"),
        ("ddeens", "den"),
        ("nghieepj", "nghiep"),
        ("taif", "tai"),
    ],
)
def test_telex_keys_become_the_syllable(typed, meant):
    assert read_telex(typed) == meant


@pytest.mark.parametrize("word", ["toi", "vneid", "account", "switch", "whats", "process", "link"])
def test_a_word_without_telex_keys_is_left(word):
    assert read_telex(word) is None


@pytest.mark.parametrize(("typed", "meant"), [("to6i", "toi"), ("d9u7o75c", "duoc")])
def test_vni_keys_become_the_syllable(typed, meant):
    assert read_vni(typed) == meant


@pytest.mark.parametrize("word", ["muc2", "c06", "vneid2", "24h", "59a2b", "otp482913x"])
def test_a_word_with_a_number_is_left(word):
    assert read_vni(word) is None
