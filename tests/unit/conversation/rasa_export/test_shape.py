"""The export's shape tells changes that matter from new wordings."""

from datetime import date

import pytest

from bot.content.catalogue import load_catalogue
from bot.conversation.rasa_export.connection_files import write_credentials
from bot.conversation.rasa_export.dialogue_file import write_dialogue
from bot.conversation.rasa_export.pipeline_file import write_pipeline
from bot.conversation.rasa_export.response_file import write_responses
from bot.conversation.rasa_export.shape import shape_of
from tests.content.small_tree import Tree

DAY = date(2024, 6, 10)


def shape(tree: Tree, day: date = DAY, epochs: int = 100) -> str:
    catalogue = load_catalogue(tree.root)
    rules = (tree.root / "intents" / "rules.yml").read_text(encoding="utf-8")
    files = {
        "config.yml": write_pipeline(epochs),
        "credentials.yml": write_credentials(),
        "domain/dialogue.yml": write_dialogue(catalogue.domain, day),
        "domain/responses.yml": write_responses(catalogue, day),
        "data/rules.yml": rules,
    }
    return shape_of(files)


def test_new_wording_keeps_the_shape(tree: Tree):
    before = shape(tree)
    tree.replace("responses/vi/_common.yml", "Xin chào, trợ lý tự động đây.", "Chào anh/chị.")
    assert shape(tree) == before


def test_shorter_training_keeps_the_shape(tree: Tree):
    assert shape(tree, epochs=1) == shape(tree)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("intents/domain.yml", "session_expiration_time: 60", "session_expiration_time: 30"),
        ("intents/rules.yml", "- action: utter_greet", "- action: utter_ask_help"),
    ],
)
def test_other_domain_or_rule_changes_the_shape(tree: Tree, file: str, old: str, new: str):
    before = shape(tree)
    tree.replace(file, old, new)
    assert shape(tree) != before


def test_variation_for_another_account_changes_the_shape(tree: Tree):
    before = shape(tree)
    for language in ("vi", "en"):
        tree.replace(f"responses/{language}/login.yml", "[enterprise]", "[agency]")
    assert shape(tree) != before


def test_answers_of_another_day_have_another_shape(tree: Tree):
    assert shape(tree, date(2024, 6, 20)) != shape(tree)
