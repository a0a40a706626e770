from pathlib import Path

import pytest

from tests.content.small_tree import Tree


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A copy of the small tree that may be broken."""
    return Tree(tmp_path / "tree")
