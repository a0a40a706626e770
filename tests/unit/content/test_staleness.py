"""A wording is read again when it never was, long ago, or when a fact of it ended."""

from datetime import date, timedelta

import pytest

from bot.content.catalogue import load_catalogue
from bot.content.staleness import REVIEW_DAYS, find_stale
from tests.content.small_tree import EN, SOLE_LOGIN, VI, Tree

READ = date(2026, 11, 22)
IN_USE = f"{SOLE_LOGIN}#3"
JUNE = date(2024, 6, 10)


def reasons(tree: Tree, today: date, review_days: int = REVIEW_DAYS) -> dict[str, str]:
    """Return why wordings in Vietnamese are to be read again."""
    return {
        one.place.variation.name: one.reason
        for one in find_stale(load_catalogue(tree.root), today, review_days)
        if one.place.language == "vi"
    }


def read_latest(tree: Tree, day: date | None) -> None:
    """Note when the wording in use today was read; None: never."""
    for file in (VI, EN):
        path = tree.root / file
        before, latest, after = path.read_text(encoding="utf-8").partition("past: [either-login]")
        line = f"        reviewed_on: {day}\n" if day else ""
        after = after.replace(f"        reviewed_on: {READ}\n", line, 1)
        path.write_text(before + latest + after, encoding="utf-8")


def test_wording_never_read_is_named(tree: Tree):
    read_latest(tree, None)
    assert reasons(tree, READ)[IN_USE] == "was never proof-read; set reviewed_on when it is"


def test_wording_just_read_is_left_alone(tree: Tree):
    read_latest(tree, READ)
    assert IN_USE not in reasons(tree, READ)


@pytest.mark.parametrize(("days", "is_stale"), [(REVIEW_DAYS, False), (REVIEW_DAYS + 1, True)])
def test_wording_is_read_again_after_half_a_year(tree: Tree, days: int, is_stale: bool):
    read_latest(tree, READ)
    found = reasons(tree, READ + timedelta(days=days))
    assert (IN_USE in found) is is_stale
    if is_stale:
        assert found[IN_USE] == f"was last read on {READ}, over {REVIEW_DAYS} days ago"


def test_other_number_of_days_can_be_asked_for(tree: Tree):
    read_latest(tree, READ)
    assert IN_USE in reasons(tree, READ + timedelta(days=31), review_days=30)


def test_wording_that_is_no_longer_chosen_is_left_alone(tree: Tree):
    assert f"{SOLE_LOGIN}#1" not in reasons(tree, READ)
    assert f"{SOLE_LOGIN}#2" not in reasons(tree, READ)
    assert f"{SOLE_LOGIN}#1" not in reasons(tree, date(2024, 6, 1), review_days=10_000)


def test_wording_is_named_when_its_fact_is_no_longer_in_force(tree: Tree):
    read_latest(tree, JUNE)
    tree.replace("responses/facts.yml", "valid_from: 2024-06-15\n", "valid_to: 2024-06-30\n")
    assert IN_USE not in reasons(tree, date(2024, 6, 30))
    assert reasons(tree, date(2024, 7, 1))[IN_USE] == "'sole-login' is no longer in force"


def test_wording_is_named_when_its_fact_was_removed(tree: Tree):
    read_latest(tree, READ)
    tree.replace_in_both("in_force: [sole-login]", "in_force: [sole-log-in]")
    assert reasons(tree, READ)[IN_USE] == "'sole-log-in' is no longer in force"


def test_both_languages_are_looked_at(tree: Tree):
    read_latest(tree, None)
    found = find_stale(load_catalogue(tree.root), READ)
    assert {one.place.language for one in found} == {"vi", "en"}
