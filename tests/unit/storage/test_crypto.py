"""What is sealed can't be read, moved or changed; names tell nothing."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.crypto import Cipher, WrongKey

CIPHER = Cipher("a" * 40)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(TEXTS)
def test_what_is_sealed_opens_with_the_same_key_and_purpose(text):
    assert CIPHER.open(CIPHER.seal(text, "x"), "x") == text


def test_the_same_text_is_sealed_differently_each_time():
    assert CIPHER.seal("+84912345678", "x") != CIPHER.seal("+84912345678", "x")


def test_a_sealed_value_holds_nothing_of_the_text():
    assert b"912345678" not in base64.urlsafe_b64decode(CIPHER.seal("+84912345678", "x"))


def test_another_key_opens_nothing():
    with pytest.raises(WrongKey, match="VNEID_ENCRYPTION_KEY"):
        Cipher("b" * 40).open(CIPHER.seal("a", "x"), "x")


def test_a_value_of_one_column_can_not_be_moved_to_another():
    with pytest.raises(WrongKey):
        CIPHER.open(CIPHER.seal("a", "x"), "y")


@given(st.integers(0, 200))
def test_a_changed_value_does_not_open(place):
    sealed = bytearray(base64.urlsafe_b64decode(CIPHER.seal("+84912345678", "x")))
    sealed[place % len(sealed)] ^= 1
    with pytest.raises(WrongKey):
        CIPHER.open(base64.urlsafe_b64encode(sealed).decode(), "x")


@pytest.mark.parametrize("value", ["", "x", "ê", "AAAA", "=" * 9])
def test_what_was_never_sealed_does_not_open(value):
    with pytest.raises(WrongKey):
        CIPHER.open(value, "x")


def test_a_name_is_stable_and_differs_by_purpose_and_key():
    name = CIPHER.index("+84912345678", "sms")
    assert name == Cipher("a" * 40).index("+84912345678", "sms")
    assert name != CIPHER.index("+84912345678", "telegram")
    assert name != Cipher("b" * 40).index("+84912345678", "sms")
    assert "912345678" not in name


def test_a_fingerprint_tells_keys_apart_and_nothing_else():
    assert CIPHER.fingerprint == Cipher("a" * 40).fingerprint
    assert CIPHER.fingerprint != Cipher("b" * 40).fingerprint
    assert CIPHER.fingerprint != Cipher.throwaway().fingerprint
