"""What is seen as one character is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.graphemes import graphemes


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("xin chào", list("xin chào")),
        ("e\u0301o\u031b\u0323", ["e\u0301", "o\u031b\u0323"]),
        ("👍🏽👍", ["👍🏽", "👍"]),
        ("🇻🇳🇻🇳", ["🇻🇳", "🇻🇳"]),
        ("👨\u200d👩\u200d👧!", ["👨\u200d👩\u200d👧", "!"]),
        ("❤\ufe0f", ["❤\ufe0f"]),
        ("\n\u0301", ["\n", "\u0301"]),
        ("", []),
    ],
)
def test_a_text_is_split_as_it_is_seen(text, seen):
    assert list(graphemes(text)) == seen


@given(st.text(max_size=200))
def test_nothing_is_lost(text):
    assert "".join(graphemes(text)) == text
