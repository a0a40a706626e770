"""Dates are found however they are written, and only dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.folding import fold
from bot.conversation.understanding.dates import find_dates


@pytest.mark.parametrize(
    "text",
    [
        "sau 15/6/2024 thì sao",
        "ngày 15-06-2024",
        "15.6.2024",
        "ngày 15 tháng 6 năm 2024",
        "15 tháng 6/2024",
        "June 15, 2024",
        "on 15th of June 2024",
        "jun 15th 2024",
        "2024-06-15",
    ],
)
def test_a_full_date_is_found(text):
    (found,) = find_dates(fold(text))

    assert found.first_day() == date(2024, 6, 15)
    assert found.words() == ("15/6", "2024")


@pytest.mark.parametrize("text", ["tháng 6/2024", "t6/2024", "tháng 6 năm 2024", "in June 2024"])
def test_a_month_stands_for_its_first_day(text):
    (found,) = find_dates(fold(text))

    assert found.first_day() == date(2024, 6, 1)
    assert found.day is None


@pytest.mark.parametrize("text", ["15/6", "15-6", "15 tháng 6", "June 15", "the 15th of June"])
def test_a_date_without_year_names_no_day_but_reads_the_same(text):
    (found,) = find_dates(fold(text))

    assert found.first_day() is None
    assert found.words() == ("15/6",)


def test_both_dates_of_a_message_are_found_in_order():
    found = find_dates("tu 1/7/2024 hay 15/6")

    assert [(mention.day, mention.month) for mention in found] == [(1, 7), (15, 6)]


@pytest.mark.parametrize(
    "text",
    [
        "hỗ trợ 24/7",
        "từ 6-12 tuổi",
        "2-3 ngày",
        "59/2022/NĐ-CP",
        "3701/VPCP-KSTT",
        "27/CT-TTg",
        "31/2/2024",
        "may I ask",
        "phạt 4.000.000",
        "phiên bản 2.1.5",
    ],
)
def test_what_is_no_date_is_left(text):
    assert not find_dates(fold(text))


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_found_as_it_was_written(day):
    (found,) = find_dates(f"ngay {day.day}/{day.month}/{day.year}")

    assert found.first_day() == day


@given(st.text("0123456789/-. thangjunemy", max_size=40))
def test_looking_for_dates_never_raises(text):
    for mention in find_dates(text):
        mention.first_day()
