"""Imports stand at the top, go down the layers, and never in a circle."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source_tree import (
    EVERYTHING,
    PROGRAM,
    ROOT,
    functions,
    name_of,
    parse,
    python_files,
)


def test_import_contracts_are_kept():
    program = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [program, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout
    assert " 0 broken." in run.stdout


@pytest.mark.parametrize("path", python_files(*EVERYTHING), ids=name_of)
def test_no_function_imports(path: Path):
    inside = [
        f"{function.name}, line {node.lineno}"
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_only_the_command_line_loads_a_module_by_name():
    loading = {
        name_of(path)
        for path in python_files(*PROGRAM)
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Attribute | ast.Name)
        and ast.unparse(node) in {"importlib.import_module", "import_module", "__import__"}
    }
    assert loading == {"bot/cli.py"}


@pytest.mark.parametrize("path", python_files(*PROGRAM), ids=name_of)
def test_modules_begin_with_a_sentence(path: Path):
    said = ast.get_docstring(parse(path)) or ""
    assert said.split("\n\n")[0].rstrip().endswith((".", ":", "/"))
