"""Days in a message: asked about, merely named, or in no document."""

from datetime import date

import pytest

from bot.conversation.asked_days import DATED_TOPICS, STATE_DATE, day_asked_about, unknown_day
from tests.unit.conversation.reading import meaning_of, real_content

DEADLINE = "faq_deadline-overview"


TODAY = date(2026, 11, 22)


def asked(text: str, intent: str = DEADLINE, before: str | None = None) -> str | None:
    return day_asked_about(meaning_of(text, intent), TODAY, before)


def unknown(text: str, intent: str = DEADLINE) -> date | None:
    return unknown_day(meaning_of(text, intent), real_content().facts)


@pytest.mark.parametrize(
    "text",
    [
        "tính đến 10/6/2024 hạn chót là khi nào",
        "tinh den 10/6/2024 han chot la khi nao",
        "vào thời điểm 10/6/2024 tài khoản cũ còn dùng được không",
        "tại thời điểm ngày 10 tháng 6 năm 2024 thì sao",
        "hồi 10/6/2024 thì đăng nhập bằng gì",
        "as of 10 June 2024, what is the deadline?",
        "back on 10 June 2024 did the old login work?",
        "what applied at that time, June 10, 2024?",
    ],
)
def test_day_with_a_cue_is_asked_about(text: str):
    assert asked(text) == "2024-06-10"


@pytest.mark.parametrize("text", ["hồi tháng 6/2024 thì sao", "hoi thang 6/2024 dang nhap bang gi"])
def test_month_with_a_cue_is_asked_about_from_its_first_day(text: str):
    assert asked(text) == "2024-06-01"


@pytest.mark.parametrize(
    "text",
    [
        "15/6/2024 có gì thay đổi",
        "what changes on 15 June 2024?",
        "cho tôi hỏi 15/6/2024 có gì thay đổi",
        "cho toi hoi thang 7/2024 co gi thay doi",
        "Hỏi ngày 15/6/2024 thế nào",
        "em hỏi hạn là 31/12/2026 phải không ạ",
        "hạn chót là khi nào",
        "tính đến bây giờ thì hạn chót là khi nào",
    ],
)
def test_day_that_is_merely_named_is_not_asked_about(text: str):
    assert asked(text) is None


def test_day_alone_is_asked_about():
    assert asked("thế còn ngày 20/6/2024?", STATE_DATE) == "2024-06-20"


@pytest.mark.parametrize("value", ["soon", "9999-99-99", "", "2024-06"])
def test_payload_that_names_no_day_asks_about_none(value: str):
    payload = f'/state_date{{"as_of_date":"{value}"}}'
    assert asked(payload, STATE_DATE) is None
    assert unknown(payload) is None


def test_payload_that_names_a_day_asks_about_it():
    assert asked('/state_date{"as_of_date":"2024-06-20"}', STATE_DATE) == "2024-06-20"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("hồi 15/6 thì sao?", "2026-06-15"),
        ("tại thời điểm ngày 1 tháng 12 thì thế nào", "2025-12-01"),
        ("back on 15 June?", "2026-06-15"),
    ],
)
def test_day_without_its_year_is_the_last_such_day(text: str, day: str):
    assert asked(text) == day
    assert asked(text.replace("hồi ", "").replace("back ", ""), STATE_DATE) == day


@pytest.mark.parametrize(("before", "year"), [("2024-06-10", 2024), ("2026-12-31", 2026)])
def test_day_without_its_year_is_of_the_year_asked_about_before(before: str, year: int):
    assert asked("and on 15 June?", STATE_DATE, before) == f"{year}-06-15"


@pytest.mark.parametrize("value", ["soon", "", "--13-01", "--02-31", "--"])
def test_payload_that_names_no_day_of_a_year_asks_about_none(value: str):
    assert asked(f'/state_date{{"as_of_day":"{value}"}}', STATE_DATE) is None


def test_first_of_two_days_is_asked_about():
    assert asked("tính đến 10/6/2024 hạn 15/6/2024 đã qua chưa") == "2024-06-10"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("hạn là 31/12/2026 đúng không?", date(2026, 12, 31)),
        ("han la 31-12-2026 dung khong", date(2026, 12, 31)),
        ("hạn là ngày 31 tháng 12 năm 2026 phải không", date(2026, 12, 31)),
        ("is the deadline 31 December 2026?", date(2026, 12, 31)),
        ("the deadline is December 31, 2026, right?", date(2026, 12, 31)),
        ("hạn là 15/6/2024 hay 16/6/2024?", date(2024, 6, 16)),
    ],
)
def test_day_in_no_fact_is_unknown(text: str, day: date):
    assert unknown(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "hạn là 15/6/2024 đúng không?",
        "is it 1 July 2024?",
        "tháng 12/2026 hết hạn phải không",
        "is the deadline in December 2026?",
        "hạn là 31/12 phải không",
        "hạn là 31/2/2026 đúng không",
        "hạn chót là khi nào",
    ],
)
def test_known_day_month_alone_and_no_day_are_not_unknown(text: str):
    assert unknown(text) is None


@pytest.mark.parametrize(
    "text", ["tôi sinh ngày 5/3/1990, hạn chuyển là khi nào", "I was born on 5 March 1990"]
)
def test_birthday_is_no_premise(text: str):
    assert unknown(text) is None


def test_dated_topics_exist():
    assert set(real_content().topics) >= DATED_TOPICS
