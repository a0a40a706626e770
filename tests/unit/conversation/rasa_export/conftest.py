"""What the export's tests share."""

from pathlib import Path

import pytest

from tests.content.small_tree import Tree


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "tree")
