"""Rules of `content check` on facts: broken in one place, content gives exactly that finding."""

import pytest

from bot.content.check.run import RULES
from tests.content.small_tree import COMPANIES, EN, FIRST, LATEST, SECRETS, SOLE_LOGIN, VI, Tree


def test_unbroken_tree_has_no_findings(tree: Tree):
    assert tree.findings() == []


def test_every_rule_is_run():
    assert {rule.__name__ for rule in RULES} == {
        "check_references",
        "check_review",
        "check_parity",
        "check_macros",
        "check_choice",
        "check_support",
        "check_tense",
        "check_figures",
        "check_hedges",
        "check_sms_texts",
        "check_deadlines",
        "check_examples",
    }


def test_fact_that_does_not_exist_is_named(tree: Tree):
    tree.replace_in_both("in_force: [never-share-secrets]", "in_force: [never-share]")
    problem = "utter_faq_never-share-secrets#1: fact 'never-share' does not stand in facts.yml"
    assert tree.findings() == tree.in_both(SECRETS, "tense", problem)


@pytest.mark.parametrize(
    ("old", "new", "place", "problem"),
    [
        (
            "announced: [sole-login]",
            "past: [sole-login]",
            FIRST,
            f"{SOLE_LOGIN}#1: 'sole-login' is not past throughout: announced at first; "
            "announced 2024-05-29, in force 2024-06-15 to None",
        ),
        (
            "past: [either-login]",
            "announced: [either-login]",
            LATEST,
            f"{SOLE_LOGIN}#3: 'either-login' is not announced throughout: past at first; "
            "announced None, in force None to 2024-06-14",
        ),
        (
            "in_force: [companies-wait]",
            "in_force: [companies-wait, either-login]",
            COMPANIES,
            f"{SOLE_LOGIN}#4: 'either-login' is not in_force throughout: in_force at first; "
            "announced None, in force None to 2024-06-14",
        ),
    ],
)
def test_fact_is_named_when_a_day_gives_it_another_tense(
    tree: Tree, old: str, new: str, place: dict[str, str], problem: str
):
    tree.replace_in_both(old, new)
    assert tree.findings() == tree.in_both(place, "tense", problem)


def test_answer_without_a_fact_is_named(tree: Tree):
    tree.replace_in_both("in_force: [never-share-secrets]", "in_force: []")
    problem = "utter_faq_never-share-secrets#1: rests on no fact; name them under metadata: facts:"
    assert tree.findings() == tree.in_both(SECRETS, "support", problem)


def test_fact_not_yet_announced_is_named(tree: Tree):
    tree.replace_in_both("        valid_from: 2024-05-29\n", "        valid_from: 2024-05-28\n")
    tree.replace_in_both("valid_to: 2024-05-28", "valid_to: 2024-05-27")
    problem = (
        f"{SOLE_LOGIN}#1: 'sole-login' is not announced throughout: unknown at first; "
        "announced 2024-05-29, in force 2024-06-15 to None"
    )
    assert tree.findings() == tree.in_both(FIRST, "tense", problem)


@pytest.mark.parametrize(
    ("file", "old", "new", "figure"),
    [
        (VI, "Từ 15/6/2024 chỉ", "Từ 16/6/2024 chỉ", "date 2024-06-16"),
        (EN, "15 June 2024 VNeID", "15 July 2024 VNeID", "date 2024-07-15"),
        (EN, "For now log", "For 7 days log", "number 7"),
        (VI, "Lúc này", "Lúc này, theo Công văn 3107/VPCP-KSTT,", "number 3107"),
        (VI, "Lúc này", "Lúc này gọi 1900 0369,", "phone 19000369"),
        (EN, "For now", "For now at dichvucong.com", "domain dichvucong.com"),
        (EN, "For now", "For now at https://bit.ly/3x", "link https://bit.ly/3x"),
    ],
)
def test_figure_is_named_when_no_fact_holds_it(
    tree: Tree, file: str, old: str, new: str, figure: str
):
    line = tree.line_of(file, FIRST[file])
    tree.replace(file, old, new)
    problem = f"{SOLE_LOGIN}#1: text: '{figure}' stands in none of its facts"
    assert tree.findings() == [(file, line, "figures", problem)]


def test_figure_of_an_sms_text_is_checked_too(tree: Tree):
    tree.replace(VI, "tu 15/6/2024", "tu 15/7/2024")
    problem = f"{SOLE_LOGIN}#3: sms_text: 'date 2024-07-15' stands in none of its facts"
    assert tree.findings() == [(VI, tree.line_of(VI, LATEST[VI]), "figures", problem)]


def test_figure_of_another_variation_does_not_help(tree: Tree):
    tree.replace(EN, "Give nobody your OTP.", "Give nobody your OTP. Ask 1900 0368.")
    problem = "utter_faq_never-share-secrets#1: text: 'phone 19000368' stands in none of its facts"
    assert tree.findings() == [(EN, tree.line_of(EN, SECRETS[EN]), "figures", problem)]


@pytest.mark.parametrize(
    ("file", "hedged", "certain", "example"),
    [
        (VI, "Theo hướng dẫn hiện có, doanh", "Doanh", "chưa rõ"),
        (EN, "According to the guidance there is, companies", "Companies", "not settled"),
    ],
)
def test_uncertain_fact_worded_as_certain_is_named(
    tree: Tree, file: str, hedged: str, certain: str, example: str
):
    line = tree.replace(file, hedged, certain) - 1
    problem = f"{SOLE_LOGIN}#4: companies-wait is uncertain; say so, e.g. '{example}'"
    assert tree.findings() == [(file, line, "hedge", problem)]


def test_sms_text_over_two_segments_is_named(tree: Tree):
    tree.replace(EN, 'Ask 1900 0368."', "Ask 1900 0368." + " Yes." * 60 + '"')
    problem = f"{SOLE_LOGIN}#3: sms_text: 3 segments (354 characters), at most 2"
    assert tree.findings() == [(EN, tree.line_of(EN, LATEST[EN]), "sms", problem)]


def test_sms_text_of_exactly_two_segments_is_right(tree: Tree):
    text = "Log in with VNeID (since 15 June 2024). Ask 1900 0368."
    tree.replace(EN, f'"{text}"', f'"{text + "x" * (306 - len(text))}"')
    assert tree.findings() == []


def test_costly_character_of_an_sms_text_is_named(tree: Tree):
    tree.replace(VI, "Dang nhap bang VNeID (", "Đăng nhập bằng VNeID (")
    problem = f"{SOLE_LOGIN}#3: sms_text: Đ ă ậ ằ would double the price; write without"
    assert tree.findings() == [(VI, tree.line_of(VI, LATEST[VI]), "sms", problem)]


def test_answer_that_nobody_proof_read_is_named(tree: Tree):
    tree.replace_in_both(
        "claims: {login: either}\n        reviewed_on: 2026-11-22", "claims: {login: either}"
    )
    problem = f"{SOLE_LOGIN}#1: proof-read it and set reviewed_on under metadata:"
    assert tree.findings() == tree.in_both(FIRST, "review", problem)
