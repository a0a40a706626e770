"""Facts, names, domain and rules: what they refer to must exist, and the fault is named."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.content.catalogue import load_catalogue
from bot.errors import ContentError
from bot.knowledge.facts import Confidence
from bot.messages import Button, Language
from tests.content.small_tree import COMMON_EN, EN, SECRETS, SMALL_CONTENT, VI, Tree

FACTS, DOMAIN, RULES = "responses/facts.yml", "intents/domain.yml", "intents/rules.yml"


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "tree")


def fault(tree: Tree) -> str:
    with pytest.raises(ContentError) as raised:
        load_catalogue(tree.root)
    return str(raised.value).removeprefix(f"{tree.root}/")


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (FACTS, "- id: sole-login", "- id: either-login", "fact 'either-login' stands twice"),
        (
            FACTS,
            "superseded_by: [sole-login]",
            "superseded_by: [vneid]",
            "fact 'vneid' does not exist",
        ),
        (
            FACTS,
            "{document: 59/2022/NĐ-CP}",
            "{document: 60/2022/NĐ-CP}",
            "document '60/2022/NĐ-CP' does not stand under documents:",
        ),
        (
            FACTS,
            "clause: mục 2}",
            "clause: mục 3}",
            "clause 'mục 3' has no English form under clauses:",
        ),
        (
            FACTS,
            "applies_to: [enterprise]",
            "applies_to: [company]",
            "'company' is not an account type; known: 6-to-13, agency, citizen, ",
        ),
        (FACTS, "confidence: corroborated", "confidence: sure", "facts.3.confidence: "),
        (FACTS, "announced_on: 2024-05-29", "announced_on: soon", "facts.1.announced_on: "),
        (DOMAIN, "entity: account_type,", "entity: account,", "entity 'account' does not stand"),
        (
            DOMAIN,
            "intent: [state_account_type]",
            "intent: [say_account]",
            "intent 'say_account' does not stand in intents:",
        ),
        (DOMAIN, "type: categorical", "type: set", "slots.language.type: "),
        (RULES, "- intent: ask_help", "- intent: help", "intent 'help' does not stand in domain"),
        (
            RULES,
            "- action: action_switch_language",
            "- action: action_talk",
            "action 'action_talk' does not stand in domain.yml",
        ),
        (
            RULES,
            "- intent: ask_help",
            "- intent: greet",
            "rule 'answer ask_help' contradicts rule 'answer greet': in one state ",
        ),
        (RULES, "- action: utter_greet", "- intent: greet", "a rule does something: it has an"),
        (VI, "accounts: [enterprise]", "accounts: [company]", "responses.utter_faq_sole-login-"),
        (VI, "past: [either-login]", "was: [either-login]", "responses.utter_faq_sole-login-"),
        (EN, "Give nobody your OTP.", " ", "responses.utter_faq_never-share-secrets.0.text: "),
        (COMMON_EN, "utter_greet:", "greet:", "'greet' must begin with utter_"),
        (COMMON_EN, "utter_greet:", "utter_faq_sole-login-method:", ""),
    ],
)
def test_fault_is_named_with_file_and_line(tree: Tree, file: str, old: str, new: str, problem: str):
    line = tree.replace(file, old, new)
    named, _, what = fault(tree).partition(": ")
    path, _, number = named.partition(":")
    if problem:
        assert path == file
        assert abs(int(number) - line) <= 2
        assert what.startswith(problem)
    else:
        assert "response 'utter_faq_sole-login-method' also stands in _common.yml" in what


def test_response_without_variations_is_refused(tree: Tree):
    line = tree.append(COMMON_EN, "  utter_new: []\n")
    assert fault(tree).startswith(f"{COMMON_EN}:{line}: responses.utter_new: List should have at ")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_account_type_without_a_name_is_refused(tree: Tree, language: str):
    file = f"responses/{language}/labels.yml"
    name = {"vi": "người nước ngoài", "en": "foreigner"}[language]
    tree.replace(file, f"  foreigner: {name}\n", "")
    line = tree.line_of(file, "accounts:")
    assert fault(tree) == f"{file}:{line}: no name for foreigner"


def test_missing_file_is_refused(tree: Tree):
    (tree.root / "responses" / "en" / "labels.yml").unlink()
    assert "labels.yml: can't be read" in fault(tree)


def test_fact_is_loaded_whole():
    fact = load_catalogue(SMALL_CONTENT).facts["sole-login"]
    assert fact.announced_on == date(2024, 5, 29)
    assert fact.valid_from == date(2024, 6, 15)
    assert fact.valid_to is None
    assert fact.confidence is Confidence.OFFICIAL
    assert not fact.uncertain
    [citation] = fact.citations
    assert citation.document is not None
    assert citation.document.number == "3701/VPCP-KSTT"
    assert citation.document.issued_on == date(2024, 5, 29)
    assert citation.clause == {Language.VI: "mục 2", Language.EN: "item 2"}


def test_variation_knows_its_name_line_and_buttons(tree: Tree):
    response = load_catalogue(tree.root).responses[Language.EN]["utter_faq_sole-login-method"]
    first = response.variations[0]
    assert first.name == "utter_faq_sole-login-method#1"
    assert first.buttons == (Button("Keep your OTP secret", "/faq_never-share-secrets"),)
    assert first.claims == {"login": "either"}
    secrets = load_catalogue(tree.root).responses[Language.EN]["utter_faq_never-share-secrets"]
    assert secrets.variations[0].line == tree.line_of(EN, SECRETS[EN])
    assert secrets.path == tree.root / EN


def test_labels_are_no_responses():
    assert "topics" not in load_catalogue(SMALL_CONTENT).responses[Language.VI]


def test_topics_are_the_intents_that_ask_for_one():
    expected = ("sole-login-method", "never-share-secrets")
    assert load_catalogue(SMALL_CONTENT).topics == expected


def test_digest_is_the_same_for_the_same_files_anywhere(tree: Tree):
    assert load_catalogue(tree.root).digest == load_catalogue(SMALL_CONTENT).digest
    assert len(load_catalogue(tree.root).digest) == 12


@pytest.mark.parametrize("file", [FACTS, DOMAIN, RULES, VI, "intents/en/login.yml"])
def test_digest_changes_when_any_file_changes(tree: Tree, file: str):
    before = load_catalogue(tree.root).digest
    tree.append(file, "# a remark\n")
    assert load_catalogue(tree.root).digest != before


def test_digest_changes_when_a_file_is_renamed(tree: Tree):
    before = load_catalogue(tree.root).digest
    folder = tree.root / "responses" / "en"
    shutil.move(folder / "login.yml", folder / "logging_in.yml")
    assert load_catalogue(tree.root).digest != before
