"""Rules of `content check`: always one answer, nothing leads nowhere, every intent has messages."""

import pytest

from tests.content.small_tree import COMMON_EN, COMMON_VI, EARLIEST, EN, FIRST, SOLE_LOGIN, VI, Tree

DOMAIN = "intents/domain.yml"
INTENT_RULES = "intents/rules.yml"


def test_day_without_a_variation_is_named(tree: Tree):
    tree.replace_in_both("valid_to: 2024-06-14", "valid_to: 2024-06-13")
    everyone = (
        "citizen, under-14, under-6, 6-to-13, guardian, organisation, agency, foreigner, "
        "official-at-one-stop, overseas-vietnamese"
    )
    problem = f"{SOLE_LOGIN}: no variation from 2024-06-14 on for {everyone}"
    assert tree.findings() == tree.in_both(FIRST, "choice", problem)


def test_first_day_of_answers_needs_a_variation(tree: Tree):
    tree.append(COMMON_VI, "      metadata: {valid_from: 2024-01-12}\n")
    tree.append(COMMON_EN, "      metadata: {valid_from: 2024-01-12}\n")
    rows = tree.findings()
    assert [row[0] for row in rows] == [COMMON_EN, COMMON_VI]
    assert all("utter_error: no variation from 2024-01-11 on for citizen" in r[3] for r in rows)


def test_response_that_ends_is_named(tree: Tree):
    for file in (COMMON_VI, COMMON_EN):
        tree.append(file, "      metadata: {valid_to: 2030-01-01}\n")
    assert all("no variation from 2030-01-02 on for citizen" in row[3] for row in tree.findings())
    assert [row[2] for row in tree.findings()] == ["choice", "choice"]


def test_account_without_a_variation_is_named(tree: Tree):
    for file in (COMMON_VI, COMMON_EN):
        tree.append(file, "      metadata: {accounts: [citizen, under-14]}\n")
    assert len(tree.findings()) == 2
    assert all("for guardian, organisation, enterprise" in row[3] for row in tree.findings())


def test_two_variations_on_one_day_are_named(tree: Tree):
    tree.replace_in_both("valid_to: 2024-05-28", "valid_to: 2024-05-29")
    problem = f"{SOLE_LOGIN}#1 and {SOLE_LOGIN}#2 could both be chosen on 2024-05-29 for citizen"
    assert tree.findings() == tree.in_both(EARLIEST, "choice", problem)


def test_two_variations_for_one_account_are_named(tree: Tree):
    for file in (VI, EN):
        tree.replace(
            file,
            "        valid_from: 2024-06-15",
            "        valid_from: 2024-06-15\n        accounts: [enterprise, citizen]",
        )
    rows = tree.findings()
    assert {row[2] for row in rows} == {"choice"}
    assert any("#3 and" in row[3] and "2024-06-15 for enterprise" in row[3] for row in rows)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_intent_without_messages_is_named(tree: Tree, language: str):
    message = {"vi": "      - xin chào\n", "en": "      - hello\n"}[language]
    tree.replace(f"intents/{language}/login.yml", message, "\n")
    problem = "intent 'greet' has no training message"
    assert tree.findings() == [(f"intents/{language}", 0, "examples", problem)]


def test_message_of_an_unknown_intent_is_named(tree: Tree):
    block = "  - intent: faq_gold\n    examples: |\n      - gold\n"
    line = tree.append("intents/en/login.yml", block) + 2
    problem = "intent 'faq_gold' does not stand in domain.yml"
    assert tree.findings() == [("intents/en/login.yml", line, "examples", problem)]


def test_message_with_two_meanings_is_named(tree: Tree):
    line = tree.append("intents/en/login.yml", "      - Hello\n")
    problem = "'Hello' is also a message of 'greet'"
    assert tree.findings() == [("intents/en/login.yml", line, "examples", problem)]


def test_intent_without_a_rule_is_named(tree: Tree):
    tree.replace(DOMAIN, "  - greet\n", "  - greet\n  - thank\n")
    for language in ("vi", "en"):
        block = f"  - intent: thank\n    examples: |\n      - thanks {language}\n"
        tree.append(f"intents/{language}/login.yml", block)
    problem = "intent 'thank' has no rule, nothing would be said"
    assert tree.findings() == [(INTENT_RULES, 1, "references", problem)]


def test_rule_without_a_response_is_named(tree: Tree):
    tree.replace(INTENT_RULES, "- action: utter_greet", "- action: utter_hello")
    problem = "'utter_hello' (rule 'answer greet') stands in no file of responses/"
    assert tree.findings() == [(INTENT_RULES, 1, "references", problem)]


@pytest.mark.parametrize(
    "payload",
    [
        "/faq_lost-phone",
        "faq_never-share-secrets",
        "/faq_never-share-secrets {",
        "https://vneid.gov.vn",
        "",
        '/state_account_type{"account_type":"enterpris"}',
        '/state_account_type{"account":"enterprise"}',
        '/state_account_type{"account_type":}',
    ],
)
def test_button_that_leads_nowhere_is_named(tree: Tree, payload: str):
    tree.replace_in_both('"/faq_never-share-secrets"', f"'{payload}'")
    rows = tree.findings()
    assert [row[:3] for row in rows] == [
        (file, tree.line_of(file, FIRST[file]), "references") for file in (EN, VI)
    ]
    assert all(f"#1: button payload '{payload}' " in row[3] for row in rows)


def test_button_that_names_an_account_is_right(tree: Tree):
    payload = '\'/state_account_type{"account_type":"enterprise"}\''
    tree.replace_in_both('"/faq_never-share-secrets"', payload)
    assert tree.findings() == []
