"""Reads what a how-to tells its reader to do: commands to run and files to change."""

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(
    r"(?P<before>[^\n]*)\n\n```(?P<kind>\w+)\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL
)
TELLING = {
    "append": r"At the end of `(?P<file>.+)` add:",
    "write": r"Put into `(?P<file>.+)`, instead of all that stands there:",
    "create": r"Write the new file `(?P<file>.+)`:",
    "find": r"In `(?P<file>.+)` find",
    "replace": r"and write instead:",
}


@dataclass(frozen=True)
class Step:
    """One thing to do: a kind of edit, or "run" with a command."""

    kind: str
    content: str
    file: str = ""


def read_steps(document: str) -> Iterator[Step]:
    """Yield the steps in order; a block that nothing says what to do with is a fault."""
    for block in BLOCK.finditer(document):
        if block["kind"] == "sh":
            yield from (Step("run", line) for line in block["content"].splitlines())
        else:
            yield _edit(block["before"].strip(), block["content"])


def _edit(telling: str, content: str) -> Step:
    for kind, pattern in TELLING.items():
        if match := re.fullmatch(pattern, telling):
            return Step(kind, content, match.groupdict().get("file", ""))
    raise AssertionError(f"'{telling}' does not say what to do with a block")


class Follower:
    """Does the steps in a copy of the project.

    Args:
        folder: the copy.
        environment: variables that its commands are given beside those of the tests.
    """

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.outputs: dict[str, str] = {}
        self._environment = {**os.environ, **environment}
        self._found = Step("find", "")

    def follow(self, step: Step) -> None:
        """Do one step; a command that fails is a fault."""
        if step.kind == "run":
            self.outputs[step.content] = self.run(step.content)
        elif step.kind == "find":
            self._found = step
        else:
            self._write(step)

    def run(self, command: str) -> str:
        finished = subprocess.run(  # noqa: S602 - as the reader's terminal does
            command,
            shell=True,
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert finished.returncode == 0, f"{command}\n{finished.stdout}\n{finished.stderr}"
        return finished.stdout

    def _write(self, step: Step) -> None:
        path = self.folder / (step.file or self._found.file)
        assert path.exists() is (step.kind != "create"), path
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        new = step.content
        if step.kind == "append":
            new = old + new
        elif step.kind == "replace":
            assert old.count(self._found.content) == 1, self._found
            new = old.replace(self._found.content, new)
        path.write_text(new, encoding="utf-8")
