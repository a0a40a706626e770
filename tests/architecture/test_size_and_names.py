"""Files and functions stay small, and names say what a thing is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from tests.architecture.source_tree import (
    EVERYTHING,
    PROGRAM,
    functions,
    length_of,
    lines_of,
    name_of,
    parse,
    python_files,
)

FILE_CAP, FILE_MEDIAN = 250, 90
FUNCTION_CAP, FUNCTION_MEDIAN = 40, 10
BANNED = {"util", "utils", "helper", "helpers", "manager", "handler", "data", "info"}
BANNED_PREFIXES = ("do_", "process_")
"""Words that the glossary bans, for they say nothing."""
ALLOWED = {
    "training_data": "Rasa's name for the messages a model learns from",
    "TrainingData": "the same",
    "data_dir": "the setting VNEID_DATA_DIR",
    "data_folder": "PostgreSQL's name for the folder of a cluster",
    "parse_data": "Rasa's name for an understood message",
    "data": "Rasa's name for the JSON of an event",
    "process_id": "a number of the operating system",
}


WRITTEN = [path for path in python_files(*PROGRAM) if path.parent.name != "versions"]
"""Without migrations, which repeat what the models were."""


def words_of(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def names_defined(path: Path) -> Iterator[str]:
    yield path.stem
    yield path.parent.name
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg


@pytest.mark.parametrize("path", python_files(*EVERYTHING), ids=name_of)
def test_file_is_no_longer_than_the_cap(path: Path):
    assert lines_of(path) <= FILE_CAP


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_functions_are_no_longer_than_the_cap(path: Path):
    long = {one.name: length_of(one) for one in functions(path) if length_of(one) > FUNCTION_CAP}
    assert long == {}


def test_median_file_is_small():
    written = [lines_of(path) for path in python_files(*PROGRAM) if lines_of(path) > 1]
    assert median(written) < FILE_MEDIAN


def test_median_function_is_small():
    lengths = [length_of(one) for path in python_files(*PROGRAM) for one in functions(path)]
    assert median(lengths) <= FUNCTION_MEDIAN


@pytest.mark.parametrize("path", python_files(*PROGRAM), ids=name_of)
def test_names_hold_no_word_that_says_nothing(path: Path):
    bad = {
        name
        for name in names_defined(path)
        if words_of(name) & BANNED or name.startswith(BANNED_PREFIXES)
    }
    assert bad - set(ALLOWED) == set()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("TurnHandler", {"turn", "handler"}),
        ("do_it", {"do", "it"}),
        ("HTTPInfo", {"http", "info"}),
        ("documents", {"documents"}),
    ],
)
def test_names_are_split_into_words(name: str, words: set[str]):
    assert words_of(name) == words
