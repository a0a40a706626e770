"""Writes `config.yml`: how Rasa understands and decides."""

from typing import Any

from bot.conversation.rasa_export.yaml_text import write_yaml
from bot.conversation.understanding.bands import ANSWER_FROM

EPOCHS = 100
SEED = 1
"""The same messages make the same model."""
HEAD = """\
Messages are Vietnamese or English; nothing in this pipeline depends on the language, and the
action server finds out which one each message is in. Entities come from lookup tables, so that
the classifier needs no transformer layers: they would only make it slow."""


def write_pipeline(epochs: int = EPOCHS) -> str:
    """Return the file's content.

    Args:
        epochs: rounds of training of the intent classifier; few make it quick and bad.
    """
    return write_yaml(
        {
            "recipe": "default.v1",
            "assistant_id": "vneid-support",
            "language": "vi",
            "pipeline": _pipeline(epochs),
            "policies": [{"name": "RulePolicy"}],
        },
        HEAD,
    )


def _pipeline(epochs: int) -> list[dict[str, Any]]:
    return [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {
            "name": "DIETClassifier",
            "epochs": epochs,
            "number_of_transformer_layers": 0,
            "constrain_similarities": True,
            "entity_recognition": False,
            "random_seed": SEED,
        },
        {"name": "RegexEntityExtractor", "use_regexes": False},
        {"name": "EntitySynonymMapper"},
        {"name": "FallbackClassifier", "threshold": ANSWER_FROM, "ambiguity_threshold": 0.0},
    ]
