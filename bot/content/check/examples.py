"""Rule: every intent that words can mean has training messages in both languages."""

from collections import Counter
from collections.abc import Iterator

from bot.content.catalogue import Catalogue
from bot.content.check.finding import Finding
from bot.content.meanings import is_said_in_words
from bot.content.training_data import load
from bot.messages import Language

RULE = "examples"


def check_examples(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield intents without messages, messages of unknown intents, messages with two meanings."""
    folder = catalogue.root / "intents"
    examples = load(folder).examples
    counts = Counter((example.language, example.intent) for example in examples)
    for language in Language:
        for intent in catalogue.domain.intents:
            if is_said_in_words(intent) and not counts[language, intent]:
                problem = f"intent '{intent}' has no training message"
                yield Finding(folder / language, 0, RULE, problem)
    meanings: dict[str, str] = {}
    for example in examples:
        path = example.path or folder
        if example.intent not in catalogue.domain.intents:
            problem = f"intent '{example.intent}' does not stand in domain.yml"
            yield Finding(path, example.line, RULE, problem)
        other = meanings.setdefault(example.text.casefold(), example.intent)
        if other != example.intent:
            problem = f"'{example.text}' is also a message of '{other}'"
            yield Finding(path, example.line, RULE, problem)
