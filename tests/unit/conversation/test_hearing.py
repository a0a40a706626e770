"""A message that only names an account type is a follow-up, however it is put."""

import pytest

from bot.conversation.hearing import ACCOUNT_NAMED, acted_on
from tests.unit.conversation.reading import ReadingInterpreter


@pytest.mark.parametrize(
    "text",
    [
        "công ty",
        "tài khoản công ty",
        "ý tôi là tài khoản của công ty",
        "the company's account",
        "sorry, I mean she is 5",
    ],
)
def test_an_account_type_with_nothing_beside_it_is_acted_on_whatever_is_guessed(text):
    assert acted_on(ReadingInterpreter({}), text) == (ACCOUNT_NAMED,)


@pytest.mark.parametrize("text", ["công ty bị khóa", "my company's password", "tài khoản"])
def test_a_word_beside_it_asks_something(text):
    assert acted_on(ReadingInterpreter({}), text) == ()
