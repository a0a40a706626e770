"""Adds the skeleton of a topic to the files it needs."""

from collections.abc import Iterator
from pathlib import Path

from bot.content.catalogue import FAQ
from bot.errors import ContentError
from bot.messages import Language

INTENT_BLOCK = """  - intent: {intent}
    examples: |
      - {example}
"""

RESPONSE_BLOCK = """  utter_{intent}:
    - text: |-
        {example}
      metadata:
        facts:
          in_force: []
"""

RULE_BLOCK = """
  - rule: answer {topic}
    steps:
      - intent: {intent}
      - action: utter_{intent}
"""

EXAMPLES = {Language.VI: "viết câu hỏi ở đây", Language.EN: "write a question here"}


def add_topic(root: Path, topic: str, area: str) -> Iterator[Path]:
    """Add `topic` to domain, rules, messages, responses and names; yield each changed file.

    Args:
        root: folder that holds intents/ and responses/.
        topic: the new topic's id.
        area: name of the files (without `.yml`) that the topic goes into.

    Raises:
        ContentError: the topic exists already.
    """
    intent = FAQ + topic
    domain = root / "intents" / "domain.yml"
    text = domain.read_text(encoding="utf-8")
    if f"  - {intent}\n" in text:
        raise ContentError(domain, None, f"topic '{topic}' exists already")
    domain.write_text(text.replace("intents:\n", f"intents:\n  - {intent}\n", 1), encoding="utf-8")
    yield domain
    rules = root / "intents" / "rules.yml"
    yield _append(rules, "rules:", RULE_BLOCK.format(topic=topic, intent=intent))
    for language, example in EXAMPLES.items():
        block = INTENT_BLOCK.format(intent=intent, example=example)
        yield _append(root / "intents" / language / f"{area}.yml", "nlu:", block)
        block = RESPONSE_BLOCK.format(intent=intent, example=example)
        yield _append(root / "responses" / language / f"{area}.yml", "responses:", block)
        yield _add_label(root / "responses" / language / "labels.yml", topic)


def _append(path: Path, top: str, block: str) -> Path:
    old = path.read_text(encoding="utf-8") if path.exists() else f'version: "3.1"\n\n{top}\n'
    path.write_text(old.rstrip("\n") + "\n" + block, encoding="utf-8")
    return path


def _add_label(path: Path, topic: str) -> Path:
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("topics:\n", f"topics:\n  {topic}: {topic}\n", 1), encoding="utf-8"
    )
    return path
