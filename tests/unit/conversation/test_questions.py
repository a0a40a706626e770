import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.questions import MOST_QUESTIONS, split_questions, without_lead_in


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("ai phải chuyển? Hotline số mấy?", ("ai phải chuyển?", "Hotline số mấy?")),
        ("hạn chót là khi nào và làm ở đâu?", ("hạn chót là khi nào", "làm ở đâu?")),
        ("han chot khi nao va lam o dau", ("han chot khi nao", "lam o dau")),
        (
            "what is the deadline and how do I link?",
            ("what is the deadline", "how do I link?"),
        ),
        (
            "bé 10 tuổi được không, còn bé 3 tuổi thì sao",
            ("bé 10 tuổi được không", "bé 3 tuổi thì sao"),
        ),
    ],
)
def test_two_questions_are_told_apart(text, questions):
    assert split_questions(text) == questions


@pytest.mark.parametrize(
    "text",
    [
        "công ty và tổ chức phải chuyển khi nào",
        "Tôi có tài khoản từ 2021. Giờ đăng nhập bằng gì?",
        "cảm ơn anh chị nhiều",
        "when must companies and agencies switch?",
        "",
    ],
)
def test_one_question_is_not_cut(text):
    assert split_questions(text) == ()


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("không, ý tôi là công ty", "công ty"),
        ("khong y minh la nguoi nuoc ngoai", "nguoi nuoc ngoai"),
        ("No, I meant my company", "my company"),
        ("ý tôi là", "ý tôi là"),
        ("công ty tôi", "công ty tôi"),
    ],
)
def test_a_correction_is_read_without_its_lead_in(text, rest):
    assert without_lead_in(text) == rest


@given(st.text(max_size=300))
def test_any_text_splits_into_a_bounded_number_of_its_own_pieces(text):
    questions = split_questions(text)
    assert len(questions) <= MOST_QUESTIONS
    assert all(question.rstrip("?") in text for question in questions)
