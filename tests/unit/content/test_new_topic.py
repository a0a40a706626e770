"""The skeleton of a topic loads, and `content check` says what is still to be written."""

import pytest

from bot.content.catalogue import load_catalogue
from bot.content.new_topic import EXAMPLES, add_topic
from bot.errors import ContentError
from bot.messages import Language
from tests.content.small_tree import Tree


def add(tree: Tree, topic: str = "lost-card", area: str = "login") -> list[str]:
    return [path.relative_to(tree.root).as_posix() for path in add_topic(tree.root, topic, area)]


def test_every_file_of_a_topic_is_changed(tree: Tree):
    assert add(tree) == [
        "intents/domain.yml",
        "intents/rules.yml",
        "intents/vi/login.yml",
        "responses/vi/login.yml",
        "responses/vi/labels.yml",
        "intents/en/login.yml",
        "responses/en/login.yml",
        "responses/en/labels.yml",
    ]


@pytest.mark.parametrize("area", ["login", "cards"])
def test_topic_loads_with_rule_response_and_title(tree: Tree, area: str):
    add(tree, area=area)
    catalogue = load_catalogue(tree.root)
    assert "lost-card" in catalogue.topics
    assert "faq_lost-card" in catalogue.rules.intents
    for language in Language:
        [wording] = catalogue.responses[language]["utter_faq_lost-card"].variations
        assert wording.text == EXAMPLES[language]
        assert catalogue.labels[language].topics["lost-card"] == "lost-card"


def test_only_facts_and_proof_reading_are_missing(tree: Tree):
    add(tree)
    assert {(file, rule) for file, _, rule, _ in tree.findings()} == {
        (file, rule)
        for file in ("responses/vi/login.yml", "responses/en/login.yml")
        for rule in ("support", "review")
    }


def test_what_stood_in_the_files_stays(tree: Tree):
    before = load_catalogue(tree.root)
    add(tree)
    after = load_catalogue(tree.root)
    assert set(after.topics) - set(before.topics) == {"lost-card"}
    for language in Language:
        for name, response in before.responses[language].items():
            texts = [one.text for one in after.responses[language][name].variations]
            assert texts == [one.text for one in response.variations]


def test_topic_that_exists_is_refused_and_nothing_changed(tree: Tree):
    before = load_catalogue(tree.root).digest
    with pytest.raises(ContentError, match="topic 'sole-login-method' exists already"):
        add(tree, "sole-login-method")
    assert load_catalogue(tree.root).digest == before


def test_topic_whose_name_begins_another_is_added(tree: Tree):
    add(tree, "sole-login")
    assert "sole-login" in load_catalogue(tree.root).topics
