"""What the content's tests share: a small tree to break, and the real catalogue."""

from pathlib import Path

import pytest

from bot.content.catalogue import Catalogue, load_catalogue
from tests.content.small_tree import Tree


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "tree")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The content of the project itself."""
    return load_catalogue()
