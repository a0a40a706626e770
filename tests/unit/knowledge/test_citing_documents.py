"""A document may be named once it is out, and until another replaces it."""

from datetime import date

import pytest

from bot.knowledge.facts import Document

DECREE_59 = Document(
    number="59/2022/NĐ-CP",
    name={},
    issuer={},
    issued_on=date(2022, 9, 5),
    in_force_to=date(2024, 6, 30),
)


@pytest.mark.parametrize(
    ("day", "may_be_cited"),
    [
        (date(2022, 9, 4), False),
        (date(2022, 9, 5), True),
        (date(2024, 6, 30), True),
        (date(2024, 7, 1), False),
    ],
)
def test_document_is_cited_between_its_issue_and_its_replacement(day: date, may_be_cited: bool):
    assert DECREE_59.can_be_cited(day, as_past=False) is may_be_cited


def test_replaced_document_is_cited_for_what_applied_then():
    assert DECREE_59.can_be_cited(date(2026, 11, 21), as_past=True)


def test_document_of_the_future_is_never_cited():
    assert not DECREE_59.can_be_cited(date(2022, 1, 1), as_past=True)


def test_document_without_dates_can_always_be_cited():
    letter = Document(number=None, name={}, issuer={}, issued_on=None)
    assert letter.can_be_cited(date(2024, 1, 11), as_past=False)
