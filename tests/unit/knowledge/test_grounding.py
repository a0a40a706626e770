"""What must stand in a fact before it may be said, in every form it is written in."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.render import format_day
from bot.knowledge.facts import Citation, Confidence, Document, Fact
from bot.knowledge.figures import MONTHS, figures
from bot.knowledge.grounding import ungrounded
from bot.messages import Language

DISPATCH = Document(
    number="3701/VPCP-KSTT",
    name={Language.VI: "Công văn", Language.EN: "Dispatch"},
    issuer={},
    issued_on=date(2024, 5, 29),
)


def make_fact(
    vietnamese: str = "",
    english: str = "",
    citations: Iterable[Citation] = (),
    valid_from: date | None = None,
) -> Fact:
    return Fact(
        id="fact",
        statement={Language.VI: vietnamese, Language.EN: english},
        applies_to=("everyone",),
        announced_on=None,
        valid_from=valid_from,
        valid_to=None,
        superseded_by=(),
        confidence=Confidence.OFFICIAL,
        uncertain=False,
        citations=tuple(citations),
    )


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


def test_link_is_a_figure_that_a_plain_domain_does_not_ground():
    fact = make_fact("vneid.gov.vn")
    assert ungrounded("Vào vneid.gov.vn", [fact]) == ()
    assert ungrounded("Vào https://vneid.gov.vn/tai-app", [fact]) == (
        "link https://vneid.gov.vn/tai-app",
    )


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


def test_date_in_one_language_grounds_the_other():
    fact = make_fact(vietnamese="Từ 15/6/2024 chỉ dùng VNeID.")
    assert ungrounded("From 15 June 2024 use VNeID only.", [fact]) == ()


def test_full_date_grounds_its_day_month_and_year():
    fact = make_fact(vietnamese="Từ 15/6/2024")
    assert ungrounded("15 June, in June 2024, in 2024", [fact]) == ()


def test_day_without_year_does_not_ground_the_full_date():
    assert ungrounded("15/6/2024", [make_fact("từ 15/6")]) == ("date 2024-06-15",)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("từ 16/6/2024", "date 2024-06-16"),
        ("from 15 July 2024", "date 2024-07-15"),
        ("15/6/2025", "date 2025-06-15"),
        ("1900 0369", "phone 19000369"),
        ("dichvucong.vn", "domain dichvucong.vn"),
        ("Công văn 3710", "number 3710"),
        ("5 triệu", "number 5000000"),
    ],
)
def test_wrong_figure_is_named(text: str, missing: str):
    fact = make_fact("Từ 15/6/2024, 4 triệu, 1900 0368, dichvucong.gov.vn, Công văn 3701")
    assert ungrounded(text, [fact]) == (missing,)


def test_number_of_a_date_does_not_ground_a_number_of_something_else():
    assert ungrounded("trong 15 ngày", [make_fact("từ 15/6/2024")]) == ("number 15",)


def test_year_of_a_document_does_not_ground_a_date():
    assert ungrounded("từ 1/2024", [make_fact("Nghị định 69/2024")]) == ("date 2024-01",)


def test_cited_document_grounds_its_number_and_its_date():
    fact = make_fact(citations=[Citation(document=DISPATCH, clause=None, page=None)])
    assert ungrounded("Công văn 3701/VPCP-KSTT ngày 29/5/2024", [fact]) == ()
    assert ungrounded("Công văn 3702/VPCP-KSTT ngày 29/5/2024", [fact]) == ("number 3702",)


def test_cited_clause_grounds_its_numbers_in_both_languages():
    clause = {Language.VI: "Điều 40 khoản 3", Language.EN: "Article 40(3)"}
    fact = make_fact(citations=[Citation(document=None, clause=clause, page=None)])
    assert ungrounded("Article 40(3), Điều 40", [fact]) == ()


def test_cited_page_grounds_its_domain():
    page = "https://dichvucong.gov.vn/p/home/huong-dan.html"
    fact = make_fact(citations=[Citation(document=None, clause=None, page=page)])
    assert ungrounded("vào dichvucong.gov.vn", [fact]) == ()


def test_days_of_the_registry_ground_their_dates():
    assert ungrounded("Since 1 July 2025", [make_fact(valid_from=date(2025, 7, 1))]) == ()


def test_text_without_facts_may_hold_no_figure():
    assert ungrounded("Hạn là 1/7/2024", []) == ("date 2024-07-01",)


@given(st.dates(date(2021, 1, 1), date(2029, 12, 31)), st.sampled_from(Language))
def test_every_day_as_texts_write_it_is_exactly_one_figure(day: date, language: Language):
    assert figures(f"({format_day(day, language)})") == {f"date {day.isoformat()}"}


@given(st.text())
def test_every_text_grounds_itself(text: str):
    assert ungrounded(text, [make_fact(text)]) == ()


@given(st.integers(0, 10**9))
def test_every_number_is_one_figure_with_dots_or_commas(number: int):
    found = {f"number {number}"} if not 19_00_0000 <= number < 20_00_0000 else None
    for written in (f"{number:,}", f"{number:,}".replace(",", ".")):
        if found and number < 10**9:
            assert figures(f"số tiền {written} đồng") == found
