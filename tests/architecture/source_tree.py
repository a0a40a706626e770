"""The project's own Python files, as the architecture's tests look at them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = ("bot", "portal", "storage")
EVERYTHING = (*PROGRAM, "tests", "benchmarks")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(parse(path)) if isinstance(node, Function))


def length_of(function: Function) -> int:
    """Count the lines from the signature to the end, decorators left out."""
    return (function.end_lineno or 0) - function.lineno + 1


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_files() -> list[Path]:
    """Return all files that are part of the project and hold text."""
    folders = (
        "bot",
        "portal",
        "storage",
        "tests",
        "benchmarks",
        "docs",
        "intents",
        "responses",
        ".ci",
    )
    suffixes = {".py", ".md", ".yml", ".toml", ".po", ".html", ".css", ".js", ".sh", ".mako", ""}
    found = [path for path in ROOT.iterdir() if path.is_file()]
    found += [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    return sorted(
        path
        for path in found
        if path.suffix in suffixes and "__pycache__" not in path.parts and path.name != ".env"
    )
