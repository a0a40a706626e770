"""What counts as a figure of a text, in every form it is written in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.render import format_day
from bot.knowledge.figures import MONTHS, figures
from bot.messages import Language


@pytest.mark.parametrize(
    "text",
    [
        "15/6/2024",
        "15/06/2024",
        "15-6-2024",
        "15.6.2024",
        "2024-06-15",
        "ngày 15/6/2024",
        "ngày 15/6 năm 2024",
        "ngày 15 tháng 6 năm 2024",
        "15 tháng 6 năm 2024",
        "15 tháng 06, 2024",
        "ngay 15 thang 6 nam 2024",
        "15 June 2024",
        "15 June, 2024",
        "15 Jun 2024",
        "15th June 2024",
        "15th of June 2024",
        "June 15, 2024",
        "June 15th 2024",
        "JUNE 15 2024",
    ],
)
def test_day_is_one_figure_in_every_way_to_write_it(text: str):
    assert figures(f"Từ {text} trở đi") == {"date 2024-06-15"}


@pytest.mark.parametrize(
    "text", ["15/6", "15/06", "ngày 15 tháng 6", "ngay 15 thang 6", "15 June", "June 15", "15 Jun."]
)
def test_day_without_a_year_is_a_figure_of_its_own(text: str):
    assert figures(f"từ {text} trở đi") == {"date *-06-15"}


@pytest.mark.parametrize(
    "text", ["6/2024", "06/2024", "tháng 6/2024", "thang 6/2024", "tháng 6 năm 2024", "June 2024"]
)
def test_month_is_one_figure_in_every_way_to_write_it(text: str):
    assert figures(f"trong {text}.") == {"date 2024-06"}


@pytest.mark.parametrize("month", MONTHS)
def test_every_english_month_is_known(month: str):
    number = MONTHS.index(month) + 1
    assert figures(f"1 {month.title()} 2025") == {f"date 2025-{number:02d}-01"}
    assert figures(f"1 {month[:3].title()} 2025") == {f"date 2025-{number:02d}-01"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nghị định 59/2022", {"number 59", "number 2022"}),
        ("Decree 69/2024/NĐ-CP", {"number 69", "number 2024"}),
        ("Quyết định 6/2022/QĐ-TTg", {"number 6", "number 2022"}),
        ("Luật 26/2023/QH15", {"number 26", "number 2023", "number 15"}),
        ("Công văn 3701/VPCP-KSTT", {"number 3701"}),
        ("Văn bản 356/CV-TCTTKĐA", {"number 356"}),
    ],
)
def test_document_number_is_not_read_as_a_month(text: str, found: set[str]):
    assert figures(text) == found


@pytest.mark.parametrize("text", ["1900 0368", "1900.0368", "19000368", "1900-0368"])
def test_phone_number_is_one_figure_however_it_is_spaced(text: str):
    assert figures(f"gọi {text}.") == {"phone 19000368"}


def test_phone_numbers_of_eight_digits_are_told_apart():
    assert figures("1800 1096") == {"phone 18001096"}


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("vào dichvucong.gov.vn.", "dichvucong.gov.vn"),
        ("VNeID.gov.vn", "vneid.gov.vn"),
        ("bit.ly", "bit.ly"),
        ("cong-vneid.top", "cong-vneid.top"),
        ("t.me", "t.me"),
        ("lienket@bocongan.gov.vn", "bocongan.gov.vn"),
    ],
)
def test_domain_is_a_figure(text: str, domain: str):
    assert figures(text) == {f"domain {domain}"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4.000.000 đồng", {"number 4000000"}),
        ("VND 4,000,000", {"number 4000000"}),
        ("4 triệu đồng", {"number 4000000"}),
        ("4 million dong", {"number 4000000"}),
        ("2,5 triệu đồng", {"number 2500000"}),
        ("2.5 million dong", {"number 2500000"}),
        ("từ 2 đến 4 triệu đồng", {"number 2000000", "number 4000000"}),
        ("2–4 triệu", {"number 2000000", "number 4000000"}),
        ("between 2 and 4 million", {"number 2000000", "number 4000000"}),
        ("mức 2", {"number 2"}),
        ("10-year-old", {"number 10"}),
        ("gọi 113", {"number 113"}),
        ("không có số", set()),
    ],
)
def test_numbers_are_the_same_in_both_languages(text: str, found: set[str]):
    assert figures(text) == found


@pytest.mark.parametrize(
    "text",
    ["1. Đăng nhập\n2. Bấm nút", "Bước 1: đăng nhập", "buoc 2", "Step 2: log in", "  3) Kiểm tra"],
)
def test_numbers_of_steps_are_free(text: str):
    assert figures(text) == set()


def test_number_at_the_start_of_a_sentence_within_a_line_is_no_step():
    assert figures("Gọi số 5. Rồi chờ.") == {"number 5"}


def test_figures_of_one_text_are_all_found():
    text = "Từ 15/6 đến hết 30/6/2024 gọi 1900 0368, xem vneid.gov.vn, mất 50.000 đồng."
    assert figures(text) == {
        "date *-06-15",
        "date 2024-06-30",
        "phone 19000368",
        "domain vneid.gov.vn",
        "number 50000",
    }


@given(st.dates(date(2021, 1, 1), date(2029, 12, 31)), st.sampled_from(Language))
def test_every_day_as_texts_write_it_is_exactly_one_figure(day: date, language: Language):
    assert figures(f"({format_day(day, language)})") == {f"date {day.isoformat()}"}


@given(st.integers(0, 999_999_999), st.sampled_from([",", "."]))
def test_every_number_is_one_figure_with_dots_or_commas(number: int, mark: str):
    written = f"{number:,}".replace(",", mark)
    assert figures(f"số tiền {written} đồng") == {f"number {number}"}
