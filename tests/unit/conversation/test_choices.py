"""A typed number presses the button that stands there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.choices import press

CHOICES = ("/affirm", "/deny", "/ask_help")


@pytest.mark.parametrize("typed", ["2", " 2 ", "2.", "2)", "số 2", "Chọn 2", "mục 2", "so 2", "２"])
def test_a_number_presses_a_button(typed):
    assert press(typed, CHOICES) == "/deny"


@pytest.mark.parametrize("typed", ["0", "4", "99", "2 năm", "1/7", "2.5", "123", "-1", "", "hai 2"])
def test_other_words_stay_as_they_are(typed):
    assert press(typed, CHOICES) == typed


@given(st.text(max_size=40))
def test_without_buttons_nothing_is_pressed(text):
    assert press(text, ()) == text
