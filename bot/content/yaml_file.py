"""Reads a YAML file so that whatever is wrong in it can be named by file and line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import ContentError

Place = tuple[str | int, ...]
"""Keys and positions that lead to a value, from the top of the file."""


class Schema(BaseModel):
    """Base of what may stand in a file: keys it does not know are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


S = TypeVar("S", bound=Schema)


class Lines:
    """Where each value of a file stands."""

    def __init__(self, path: Path, root: yaml.Node) -> None:
        self.path = path
        self._lines: dict[Place, int] = {}
        self._walked: set[int] = set()
        self._walk(root, ())

    def of(self, *place: str | int) -> int:
        """Return the line of `place`, or of the nearest value around it."""
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 1)

    def error(self, place: Place, problem: str) -> ContentError:
        """Return the error that names `place`."""
        return ContentError(self.path, self.of(*place), problem)

    def _walk(self, node: yaml.Node, place: Place) -> None:
        line = self._lines.setdefault(place, node.start_mark.line + 1)
        if id(node) in self._walked:  # one that holds itself would be walked for ever
            raise ContentError(self.path, line, "holds an alias (*name); write the value out")
        self._walked.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            for position, item in enumerate(node.value):
                self._walk(item, (*place, position))
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self._enter(key, value, place)

    def _enter(self, key: yaml.Node, value: yaml.Node, place: Place) -> None:
        inner = (*place, str(key.value))
        line = key.start_mark.line + 1
        if inner in self._lines:
            first = self._lines[inner]
            problem = f"'{key.value}' stands here a second time; the first is in line {first}"
            raise ContentError(self.path, line, problem)
        self._lines[inner] = line
        self._walk(value, inner)


def read_yaml(path: Path) -> tuple[Any, Lines]:
    """Return what stands in `path` and the lines it stands in.

    Raises:
        ContentError: the file can't be read, is not UTF-8 or not YAML, or repeats a key.
    """
    text = _read_text(path)
    if found := yaml.reader.Reader.NON_PRINTABLE.search(text):
        place = text.count("\n", 0, found.start()) + 1
        raise ContentError(path, place, f"holds the control character {found.group()!r}; remove it")
    loader = yaml.CSafeLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            raise ContentError(path, 1, "is empty; remove the file or fill it")
        lines = Lines(path, node)
        return _construct(loader, node, path), lines
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        raise ContentError(path, line, f"is not YAML: {error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise ContentError(path, None, f"is not YAML: {error}") from error
    finally:
        loader.dispose()


def _read_text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ContentError(path, None, f"can't be read: {error}") from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ContentError(path, line, "is not UTF-8 here; save the file as UTF-8") from error


def _construct(loader: yaml.CSafeLoader, node: yaml.Node, path: Path) -> Any:  # noqa: ANN401 - YAML
    """Return the value of `node`; of a day that is in no calendar YAML does not tell the place."""
    try:
        return loader.construct_document(node)
    except ValueError as error:
        for scalar in _scalars(node):
            try:
                loader.construct_document(scalar)
            except ValueError:
                problem = f"'{scalar.value}' can't be read: {error}"
                raise ContentError(path, scalar.start_mark.line + 1, problem) from error
        raise


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for part in pair:
                yield from _scalars(part)
    else:
        for item in node.value:
            yield from _scalars(item)


def read_as(schema: type[S], path: Path) -> tuple[S, Lines]:
    """Return `path` as an instance of `schema`, with its lines.

    Raises:
        ContentError: as `read_yaml`; or a key is missing, unknown or of the wrong kind.
    """
    content, lines = read_yaml(path)
    try:
        return schema.model_validate(content), lines
    except ValidationError as error:
        first = error.errors()[0]
        place = tuple(first["loc"])
        where = ".".join(str(part) for part in place) or "the file"
        raise lines.error(place, f"{where}: {first['msg']}") from error
