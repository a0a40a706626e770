"""Puts a whole project of Rasa together."""

from collections.abc import Mapping
from datetime import date

from bot.content.catalogue import Catalogue
from bot.conversation.rasa_export.connection_files import (
    PORT,
    write_credentials,
    write_endpoints,
)
from bot.conversation.rasa_export.dialogue_file import write_dialogue
from bot.conversation.rasa_export.phrase_file import write_phrases
from bot.conversation.rasa_export.pipeline_file import EPOCHS, write_pipeline
from bot.conversation.rasa_export.readme_file import write_readme
from bot.conversation.rasa_export.response_file import write_responses
from bot.conversation.rasa_export.shape import shape_of
from bot.conversation.rasa_export.story_file import write_stories
from bot.messages import Language


def export_project(
    catalogue: Catalogue, day: date, *, epochs: int = EPOCHS, port: int = PORT
) -> Mapping[str, str]:
    """Return the contents of all files by their paths.

    Args:
        catalogue: the content.
        day: the answers are those of this day.
        epochs: rounds of training of Rasa's classifier.
        port: where the action server listens.

    Raises:
        ContentError: the list of phrases is broken.
    """
    intents = catalogue.root / "intents"
    files = {
        "config.yml": write_pipeline(epochs),
        "endpoints.yml": write_endpoints(port),
        "credentials.yml": write_credentials(),
        "domain/dialogue.yml": write_dialogue(catalogue.domain, day),
        "domain/responses.yml": write_responses(catalogue, day),
        "data/rules.yml": (intents / "rules.yml").read_text(encoding="utf-8"),
        "data/nlu/entities.yml": write_phrases(intents),
        "tests/test_stories.yml": write_stories(catalogue),
        **_training_messages(catalogue),
    }
    return {**files, "README.md": write_readme(day, shape_of(files), port)}


def _training_messages(catalogue: Catalogue) -> dict[str, str]:
    """Return the messages as they are: they stand in Rasa's format."""
    folder = catalogue.root / "intents"
    return {
        f"data/nlu/{path.relative_to(folder).as_posix()}": path.read_text(encoding="utf-8")
        for language in Language
        for path in sorted((folder / language).glob("*.yml"))
    }
