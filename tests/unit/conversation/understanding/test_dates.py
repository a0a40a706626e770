"""Dates are found however they are written, and only dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.folding import fold
from bot.conversation.understanding.dates import find_dates, last_such_day


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
        "ngày mười lăm tháng sáu năm 2024",
        "mười lăm tháng sáu năm hai nghìn không trăm hai mươi tư",
        "the fifteenth of June twenty twenty-four",
        "June the fifteenth, 2024",
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
    assert found.yearless() == "--06-15"
    assert found.words() == ("15/6",)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("mùng một tháng bảy", (1, 7)),
        ("first of July", (1, 7)),
        ("ba mươi mốt tháng chạp", (31, 12)),
        ("ngày hai mươi lăm tháng giêng", (25, 1)),
        ("ngày mùng 5 tháng tư", (5, 4)),
    ],
)
def test_a_day_said_in_words_is_found(text, day):
    (found,) = find_dates(fold(text))

    assert (found.day, found.month) == day


def test_typed_marks_tell_the_sixth_month_from_the_next():
    for text, count in (("ngày 15 tháng sáu", 1), ("ngày 15 tháng sau", 0)):
        assert len(find_dates(fold(text), text)) == count


@pytest.mark.parametrize(
    ("yearless", "until", "meant"),
    [
        ("--06-15", date(2024, 6, 15), date(2024, 6, 15)),
        ("--06-15", date(2024, 6, 14), date(2023, 6, 15)),
        ("--02-29", date(2026, 11, 22), date(2024, 2, 29)),
    ],
)
def test_a_day_without_year_means_the_last_such_day(yearless, until, meant):
    assert last_such_day(yearless, until) == meant


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
        "một tháng một lần",
        "mười lăm tháng tuổi",
        "hai mươi ngày",
        "may first I ask",
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
