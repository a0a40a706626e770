"""Rule: every macro has a title in both languages, and no title is left over."""

from collections.abc import Iterator

from bot.content.catalogue import Catalogue
from bot.content.check.finding import Finding
from bot.content.response_files import LABELS

RULE = "macros"
PREFIX = "utter_macro_"


def check_macros(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield macros without a title, and titles without a macro."""
    for language, labels in catalogue.labels.items():
        path = catalogue.root / "responses" / language / LABELS
        macros = {
            name.removeprefix(PREFIX)
            for name in catalogue.responses[language]
            if name.startswith(PREFIX)
        }
        for name in sorted(macros ^ set(labels.macros)):
            problem = f"macro '{name}' needs a text in macros.yml and a title here"
            yield Finding(path, 0, RULE, problem)
