"""A former province is named with the one it became part of, from the day the facts give."""

from datetime import date

import pytest

from bot.content.catalogue import ROOT, load_catalogue
from bot.knowledge.provinces import MERGED_BY, successor_of

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(scope="module")
def facts():
    return load_catalogue(ROOT).facts


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("Kon Tum", "Quảng Ngãi"),
        ("Bình Dương", "TP. Hồ Chí Minh"),
        ("Bà Rịa – Vũng Tàu", "TP. Hồ Chí Minh"),
    ],
)
def test_a_former_province_has_its_successor_from_the_day_of_the_merger(former, present, facts):
    assert successor_of(former, BEFORE, facts) == former
    assert successor_of(former, AFTER, facts) == present


@pytest.mark.parametrize("province", ["Quảng Ngãi", "TP. Hồ Chí Minh", "Hà Nội"])
def test_a_province_that_no_fact_merges_stays_itself(province, facts):
    assert successor_of(province, AFTER, facts) == province


def test_each_merger_is_what_its_fact_says(facts):
    for former, (present, fact) in MERGED_BY.items():
        told = facts[fact].statement["vi"]
        assert former in told
        assert present in told
