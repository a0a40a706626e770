"""What may be typed in answer to a question of the link check."""

import pytest

from bot.content.catalogue import load_catalogue
from bot.conversation.actions.link_check.typed_answers import TypedAnswers

ANSWERS = TypedAnswers.of(load_catalogue())


@pytest.mark.parametrize("text", ["dừng", "Dừng lại.", "DỪNG", "dung", "thoi", "stop", "hủy"])
def test_words_for_leaving_count_with_marks_and_without(text: str) -> None:
    assert ANSWERS.aside("holder", text) == "leave"


@pytest.mark.parametrize("text", ["đúng", "Đúng.", "đừng", "dùng", "dúng", "thời", "thối"])
def test_words_with_other_marks_leave_nothing(text: str) -> None:
    assert ANSWERS.aside("holder", text) is None
