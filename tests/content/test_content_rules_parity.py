"""Rule of `content check`: both languages hold the same; broken content gives that finding."""

import pytest

from tests.content.small_tree import COMMON_EN, COMMON_VI, EN, LATEST, SECRETS, SOLE_LOGIN, Tree


def test_response_is_named_when_a_language_lacks_it(tree: Tree):
    line = tree.append(COMMON_VI, '  utter_new:\n    - text: "Mới."\n') + 1
    problem = "utter_new does not stand in responses/en/"
    assert tree.findings() == [(COMMON_VI, line, "parity", problem)]


def test_response_is_named_when_only_english_has_it(tree: Tree):
    line = tree.append(COMMON_EN, '  utter_new:\n    - text: "New."\n') + 1
    problem = "utter_new does not stand in responses/vi/"
    assert tree.findings() == [(COMMON_EN, line, "parity", problem)]


def test_placeholder_is_named_when_a_language_lacks_it(tree: Tree):
    line = tree.replace(COMMON_EN, "{limit} characters", "some characters")
    problem = "utter_too_long#1: placeholders differ: [] here, ['limit'] in Vietnamese"
    assert tree.findings() == [(COMMON_EN, line, "parity", problem)]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("accounts: [enterprise]", "accounts: [enterprise, agency]", "accounts"),
        ("{login: either}", "{login: vneid}", "claims"),
        ("payload: ", 'payload: "/greet"}  # ', "buttons"),
    ],
)
def test_difference_between_the_languages_is_named(tree: Tree, old: str, new: str, what: str):
    tree.replace(EN, old, new)
    assert [row[0] for row in tree.findings()] == [EN]
    assert [row[2] for row in tree.findings()] == ["parity"]
    assert f": {what} differ: " in tree.findings()[0][3]


def test_days_are_compared_between_the_languages(tree: Tree):
    tree.append(COMMON_VI, "      metadata: {valid_from: 2024-01-11}\n")
    line = tree.line_of(COMMON_EN, '- text: "Something')
    assert tree.findings()[0][:3] == (COMMON_EN, line, "parity")
    assert "days differ: (None, None) here, (datetime.date(2024, 1, 11)" in tree.findings()[0][3]


def test_facts_are_compared_between_the_languages(tree: Tree):
    tree.replace(EN, "[never-share-secrets]", "[never-share-secrets, never-share-secrets]")
    [row] = tree.findings()
    assert row[:3] == (EN, tree.line_of(EN, SECRETS[EN]), "parity")
    assert "#1: facts differ" in row[3]


def test_sms_text_is_named_when_a_language_lacks_it(tree: Tree):
    tree.replace(EN, 'sms_text: "Log in', '# "Log in')
    problem = f"{SOLE_LOGIN}#3: sms_text differ: False here, True in Vietnamese"
    assert tree.findings() == [(EN, tree.line_of(EN, LATEST[EN]), "parity", problem)]


def test_number_of_variations_is_compared(tree: Tree):
    facts = "{in_force: [never-share-secrets]}"
    read = "reviewed_on: 2026-11-22"
    extra = f"    - text: Never.\n      metadata: {{accounts: [agency], {read}, facts: {facts}}}\n"
    line = tree.line_of(EN, SECRETS[EN])
    tree.append(EN, extra)
    problem = "utter_faq_never-share-secrets#1: 2 variations here, 1 in Vietnamese"
    assert tree.findings() == [(EN, line, "parity", problem)]


def test_response_is_named_when_it_stands_in_another_file_than_in_vietnamese(tree: Tree):
    tree.append(COMMON_VI, '  utter_new:\n    - text: "Mới."\n')
    tree.append(EN, '  utter_new:\n    - text: "New."\n')
    line = tree.line_of(EN, '- text: "New."')
    problem = "utter_new#1: stands in _common.yml in Vietnamese; move it there"
    assert tree.findings() == [(EN, line, "parity", problem)]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_topic_without_a_name_is_named(tree: Tree, language: str):
    file = f"responses/{language}/labels.yml"
    tree.replace(file, "  never-share-secrets:", "  never-share-passwords:")
    assert tree.findings() == [
        (file, 1, "parity", "topic 'never-share-passwords' is not known; remove its name"),
        (file, 1, "parity", "topic 'never-share-secrets' has no name under topics:"),
    ]


def test_macro_without_a_title_is_named(tree: Tree):
    macro = "  utter_macro_x:\n    - text: x\n"
    for common in ("responses/vi/_common.yml", "responses/en/_common.yml"):
        tree.replace(common, "  utter_greet:\n", f"{macro}  utter_greet:\n")
    found = [str(one) for one in tree.findings()]
    assert len(found) == 2
    assert all("macro 'x' needs a text in macros.yml and a title here" in one for one in found)
