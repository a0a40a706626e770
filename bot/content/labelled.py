"""Turns a message that a person has labelled into a training example and a regression test."""

from collections.abc import Iterator
from pathlib import Path

from bot.errors import ContentError
from bot.messages import Language

FILE = "labelled.yml"
"""Name of the files that labelled messages go into."""

MESSAGE = """  - intent: {intent}
    examples: |
      - {text}
"""

STORY = """  - story: "labelled: {name}"
    steps:
      - user: |
          {text}
        intent: {intent}
      - action: utter_{intent}
"""


def add_labelled(root: Path, language: Language, text: str, intent: str) -> Iterator[Path]:
    """Add `text` as a message of `intent`, and the conversation that must work from now on.

    Yields the changed files.

    Raises:
        ContentError: the text stands there already.
    """
    text = " ".join(text.split())
    messages = root / "intents" / language / FILE
    if messages.exists() and f"      - {text}\n" in messages.read_text(encoding="utf-8"):
        raise ContentError(messages, None, f"'{text}' is labelled already")
    yield _append(messages, "nlu:", MESSAGE.format(intent=intent, text=text))
    stories = root / "tests" / "conversations" / language / FILE
    name = text[:60].replace('"', "'").replace("\\", "/")
    story = STORY.format(name=name, intent=intent, text=text)
    yield _append(stories, "stories:", story)


def list_labelled(root: Path) -> frozenset[str]:
    """Return the texts that have been labelled, in any language."""
    found = set()
    for path in (root / "intents").glob(f"*/{FILE}"):
        lines = path.read_text(encoding="utf-8").splitlines()
        found |= {line[8:] for line in lines if line.startswith("      - ")}
    return frozenset(found)


def _append(path: Path, top: str, block: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    old = path.read_text(encoding="utf-8") if path.exists() else f'version: "3.1"\n\n{top}\n'
    path.write_text(old.rstrip("\n") + "\n" + block, encoding="utf-8")
    return path
