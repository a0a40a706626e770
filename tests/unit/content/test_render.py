"""A reply's text, and the sources that stand under it."""

from datetime import date

import pytest

from bot.content.render import (
    Cited,
    SourceLines,
    format_day,
    render_text,
    source_line,
    sources_of,
)
from bot.knowledge.facts import Citation, Confidence, Document, Fact
from bot.knowledge.tense import Tense
from bot.messages import Language, Source

VI, EN = Language.VI, Language.EN
TODAY = date(2026, 11, 21)

DISPATCH = Document(
    number="3701/VPCP-KSTT",
    name={VI: "Công văn", EN: "Dispatch"},
    issuer={VI: "Văn phòng Chính phủ", EN: "Government Office"},
    issued_on=date(2024, 5, 29),
)
DECREE_59 = Document(
    number="59/2022/NĐ-CP",
    name={VI: "Nghị định", EN: "Decree"},
    issuer={VI: "Chính phủ", EN: "Government"},
    issued_on=date(2022, 9, 5),
    in_force_to=date(2024, 6, 30),
)
UNDATED = Document(
    number="24/CT-TTg",
    name={VI: "Chỉ thị", EN: "Directive"},
    issuer={VI: "Thủ tướng", EN: "Prime Minister"},
    issued_on=None,
)
NOTICE = Document(
    number=None,
    name={VI: "Thông báo", EN: "Notice"},
    issuer={VI: "Sở TTTT Bình Dương", EN: "Binh Duong Department"},
    issued_on=None,
)
ITEM_1 = {VI: "mục 1", EN: "item 1"}
ITEM_2 = {VI: "mục 2", EN: "item 2"}
VIETNAMESE = SourceLines("Nguồn", "Nguồn liên hệ")
ENGLISH = SourceLines("Source", "Source of contacts")


def cite(
    document: Document | None = None, clause: dict[Language, str] | None = None, page: str = ""
) -> Citation:
    return Citation(document=document, clause=clause, page=page or None)


def told(*citations: Citation, tense: Tense = Tense.IN_FORCE, is_contact: bool = False) -> Cited:
    fact = Fact(
        id="fact",
        statement={},
        applies_to=("everyone",),
        announced_on=None,
        valid_from=None,
        valid_to=None,
        superseded_by=(),
        confidence=Confidence.OFFICIAL,
        uncertain=False,
        citations=citations,
        is_contact=is_contact,
    )
    return Cited(fact, tense)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (VI, "Nguồn: Công văn 3701/VPCP-KSTT (29/5/2024), mục 2."),
        (EN, "Source: Dispatch 3701/VPCP-KSTT (29 May 2024), item 2."),
    ],
)
def test_line_names_document_day_and_clause(language: Language, line: str):
    begins = {VI: VIETNAMESE, EN: ENGLISH}[language]
    assert source_line([told(cite(DISPATCH, ITEM_2))], TODAY, language, begins) == line


def line_of(*cited: Cited, day: date = TODAY, language: Language = VI) -> str:
    return source_line(cited, day, language, VIETNAMESE)


def test_document_of_two_facts_stands_once_with_the_clause_of_the_first():
    line = line_of(told(cite(DISPATCH, ITEM_2)), told(cite(DISPATCH, ITEM_1)), told(cite(DISPATCH)))
    assert line == "Nguồn: Công văn 3701/VPCP-KSTT (29/5/2024), mục 2."


def test_clause_of_two_facts_stands_once():
    line = line_of(told(cite(DISPATCH, ITEM_2)), told(cite(DISPATCH, ITEM_2)))
    assert line.count("mục 2") == 1


def test_documents_stand_in_the_order_of_the_facts():
    line = line_of(told(cite(UNDATED)), told(cite(DISPATCH)))
    assert line == "Nguồn: Chỉ thị 24/CT-TTg; Công văn 3701/VPCP-KSTT (29/5/2024)."


def test_numbered_document_stands_before_an_unnumbered_one_of_the_same_fact():
    assert line_of(told(cite(NOTICE), cite(UNDATED))) == "Nguồn: Chỉ thị 24/CT-TTg."


def test_document_without_a_number_is_named_by_its_issuer():
    assert line_of(told(cite(NOTICE))) == "Nguồn: Thông báo của Sở TTTT Bình Dương."
    english = source_line([told(cite(NOTICE))], TODAY, EN, ENGLISH)
    assert english == "Source: Notice of Binh Duong Department."


def test_number_beside_the_answer_does_not_lend_it_its_document():
    hotline = told(cite(DISPATCH, ITEM_2), is_contact=True)
    assert line_of(told(cite(UNDATED)), hotline) == "Nguồn: Chỉ thị 24/CT-TTg."


def test_source_of_a_number_is_called_that_where_the_answer_has_none():
    hotline = told(cite(DISPATCH, ITEM_2), is_contact=True)
    press = told(cite(page="https://tuoitre.vn/vneid"))
    line = line_of(press, hotline)
    assert line == "Nguồn liên hệ: Công văn 3701/VPCP-KSTT (29/5/2024), mục 2."


def test_page_of_a_state_body_stands_in_where_there_is_no_document():
    page = cite(page="https://bocongan.gov.vn/canh-bao/12")
    assert line_of(told(page)) == "Nguồn: bocongan.gov.vn."


def test_page_of_anyone_else_is_not_shown_to_citizens():
    assert line_of(told(cite(page="https://tuoitre.vn/tin/12"))) == ""
    assert line_of(told(cite(page="https://gov.vn.example.com/x"))) == ""


def test_no_more_than_three_sources_stand_in_the_line():
    names = [
        Document(number=f"{n}/CT", name={VI: "Chỉ thị"}, issuer={}, issued_on=None)
        for n in range(1, 5)
    ]
    line = line_of(*(told(cite(name)) for name in names), told(cite(names[0], ITEM_1)))
    assert line == "Nguồn: Chỉ thị 1/CT; Chỉ thị 2/CT; Chỉ thị 3/CT."


def test_replaced_document_gives_way_after_its_last_day():
    fact = told(cite(DECREE_59), cite(NOTICE))
    assert line_of(fact, day=date(2024, 6, 30)) == "Nguồn: Nghị định 59/2022/NĐ-CP (5/9/2022)."
    assert line_of(fact, day=date(2024, 7, 1)) == "Nguồn: Thông báo của Sở TTTT Bình Dương."


def test_replaced_document_is_named_for_what_applied_then():
    fact = told(cite(DECREE_59), tense=Tense.PAST)
    assert line_of(fact) == "Nguồn: Nghị định 59/2022/NĐ-CP (5/9/2022)."


def test_document_of_the_future_is_not_named():
    assert line_of(told(cite(DISPATCH)), day=date(2024, 5, 28)) == ""
    assert line_of(told(cite(DISPATCH), tense=Tense.PAST), day=date(2024, 5, 28)) == ""


def test_all_sources_are_given_once_in_the_order_of_the_facts():
    page = cite(page="https://tuoitre.vn/tin/12")
    found = sources_of(
        [told(cite(DISPATCH, ITEM_2, "https://vpcp.gov.vn/1"), page), told(page, cite(NOTICE))],
        TODAY,
        EN,
    )
    assert found == (
        Source(
            kind="document",
            number="3701/VPCP-KSTT",
            issuer="Government Office",
            date="2024-05-29",
            clause="item 2",
            url="https://vpcp.gov.vn/1",
        ),
        Source(kind="page", url="https://tuoitre.vn/tin/12"),
        Source(kind="document", issuer="Binh Duong Department"),
    )


def test_sources_leave_out_what_cannot_be_cited_that_day():
    assert sources_of([told(cite(DECREE_59))], TODAY, VI) == ()


@pytest.mark.parametrize(("language", "day"), [(VI, "1/7/2024"), (EN, "1 July 2024")])
def test_day_has_no_leading_zero(language: Language, day: str):
    assert format_day(date(2024, 7, 1), language) == day


def test_placeholders_are_filled_and_other_braces_stay():
    text = render_text("Quá {limit} ký tự, {limit}; {other} {}", {"limit": "2000", "x": "y"})
    assert text == "Quá 2000 ký tự, 2000; {other} {}"


def test_value_that_looks_like_a_placeholder_is_shown_as_it_is():
    assert render_text("{a} {b}", {"a": "{b}", "b": "2"}) == "{b} 2"
