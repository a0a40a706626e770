"""Keeps what real Rasa answered in docs/rasa-transcript.md."""

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path

from bot.messages import Reply

DOCUMENT = Path(__file__).parents[2] / "docs" / "rasa-transcript.md"
SHAPE = re.compile(r"[Ss]hape of this export: `(\w+)`")

HEAD = """\
# Real Rasa talks

Written by `make test-rasa`: real Rasa Open Source 3.6 trained with `vneid-bot export rasa --as-of
{day}`, our actions called over HTTP. The payloads were answered word for word as the bot answers
them; messages in free words were understood by Rasa's own classifier after {epochs} rounds of
training, so their answers may miss the question.

Answers of: `{day}`. Shape of this export: `{shape}`. A test fails when the export has another
shape today; then run `make test-rasa` again.
"""


@dataclass
class Transcript:
    """What was said, in order: conversation, message, answer."""

    day: date
    exchanges: list[tuple[str, str, Reply]] = field(default_factory=list)

    def add(self, conversation: str, message: str, answer: Reply) -> None:
        self.exchanges.append((conversation, message, answer))

    def write(self, project: Path) -> None:
        readme = (project / "README.md").read_text(encoding="utf-8")
        config = (project / "config.yml").read_text(encoding="utf-8")
        shape, epochs = SHAPE.search(readme), re.search(r"epochs: (\d+)", config)
        assert shape
        assert epochs
        parts = [HEAD.format(day=self.day, shape=shape[1], epochs=epochs[1])]
        for conversation, exchanges in groupby(self.exchanges, key=lambda exchange: exchange[0]):
            parts.append(f"\n## {conversation}\n")
            parts += [_exchange(message, answer) for _, message, answer in exchanges]
        DOCUMENT.write_text("".join(parts), encoding="utf-8")


def _exchange(message: str, answer: Reply) -> str:
    said = "".join(f"> {line}".rstrip() + "\n" for line in answer.text.splitlines())
    titles = " ".join(f"[{button.title}]" for button in answer.buttons)
    return f"\n**{message}**\n\n{said}" + (f">\n> {titles}\n" if titles else "")
