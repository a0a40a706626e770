"""Coverage tells how finely a topic is answered, and where nothing could be chosen."""

from datetime import date

import pytest

from bot.content.catalogue import load_catalogue
from bot.content.coverage import DAYS, Cell, Coverage, measure_coverage
from bot.knowledge.accounts import AccountType
from bot.knowledge.tense import FIRST_DAY
from bot.messages import Language
from tests.content.small_tree import EN, SOLE_LOGIN, VI, Tree

TOPIC = SOLE_LOGIN.removeprefix("utter_faq_")
GENERAL = len(AccountType) - 1
"""Account types that the wording for enterprises does not speak to."""


def measure(tree: Tree) -> Coverage:
    return measure_coverage(load_catalogue(tree.root))


def cell_on(tree: Tree, day: date) -> Cell:
    return measure(tree).rows[TOPIC][DAYS.index(day)]


def test_unbroken_tree_has_no_gap(tree: Tree):
    coverage = measure(tree)
    assert coverage.gaps == 0
    assert list(coverage.rows) == ["sole-login-method", "never-share-secrets"]


@pytest.mark.parametrize(("topic", "wordings"), [(TOPIC, 2), ("never-share-secrets", 1)])
def test_wordings_are_counted_once_for_both_languages(tree: Tree, topic: str, wordings: int):
    assert {cell.wordings for cell in measure(tree).rows[topic]} == {wordings}


def test_days_begin_with_the_first_and_go_up():
    assert DAYS[0] == FIRST_DAY
    assert list(DAYS) == sorted(DAYS)


def test_gap_is_seen_for_everyone_when_a_variation_is_removed(tree: Tree):
    for file, words in ((VI, "Đăng nhập bằng tài khoản cũ hoặc"), (EN, "Log in with the old")):
        remove_variation(tree, file, words)
    assert len(cell_on(tree, FIRST_DAY).gaps) == GENERAL * len(Language)
    assert cell_on(tree, FIRST_DAY).wordings == 1
    assert cell_on(tree, date(2024, 5, 29)).gaps == ()


def test_gap_names_account_and_language_when_one_language_lacks_a_wording(tree: Tree):
    remove_variation(tree, EN, "Log in with the old")
    gaps = cell_on(tree, FIRST_DAY).gaps
    assert "citizen (en)" in gaps
    assert not any("(vi)" in gap for gap in gaps)


def test_two_wordings_at_once_are_a_gap_too(tree: Tree):
    tree.replace(EN, "        valid_to: 2024-05-28\n", "        valid_to: 2024-05-29\n")
    assert "citizen (en)" in cell_on(tree, date(2024, 5, 29)).gaps


def test_gap_is_seen_when_it_lies_between_the_days_shown(tree: Tree):
    tree.replace(EN, "        valid_to: 2024-05-28\n", "        valid_to: 2024-05-19\n")
    gaps = cell_on(tree, FIRST_DAY).gaps
    assert "citizen (en) on 2024-05-20" in gaps
    assert measure(tree).gaps == GENERAL


def test_topic_without_any_response_is_all_gap(tree: Tree):
    path = tree.root / EN
    before, _, _ = path.read_text(encoding="utf-8").partition("  utter_faq_never-share-secrets")
    path.write_text(before, encoding="utf-8")
    cells = measure(tree).rows["never-share-secrets"]
    assert all(len(cell.gaps) == len(AccountType) for cell in cells)


def remove_variation(tree: Tree, file: str, words: str) -> None:
    """Remove the wording that begins with `words`, with its metadata."""
    path = tree.root / file
    text = path.read_text(encoding="utf-8")
    begin = text.rindex("    - text: |-\n", 0, text.index(words))
    end = text.index("    - text: |-\n", begin + 1)
    path.write_text(text[:begin] + text[end:], encoding="utf-8")
