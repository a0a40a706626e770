"""What must stand in a fact before it may be said."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.facts import Citation, Confidence, Document, Fact
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


def test_link_is_a_figure_that_a_plain_domain_does_not_ground():
    fact = make_fact("vneid.gov.vn")
    assert ungrounded("Vào vneid.gov.vn", [fact]) == ()
    assert ungrounded("Vào https://vneid.gov.vn/tai-app", [fact]) == (
        "link https://vneid.gov.vn/tai-app",
    )


@given(st.text())
def test_every_text_grounds_itself(text: str):
    assert ungrounded(text, [make_fact(text)]) == ()
