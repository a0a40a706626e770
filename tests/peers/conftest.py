"""Where the real programs are; without them these tests fail, they never skip."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def peers() -> Path:
    folder = os.environ.get("VNEID_PEERS")
    assert folder, "set VNEID_PEERS to the folder of the peers, or run make test-peers"
    path = Path(folder).resolve()
    assert path.is_dir(), f"VNEID_PEERS is {path}, which is no folder"
    return path


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Only `pytest -m peers` (make test-peers) collects these tests."""
    asked_for = "peers" in config.getoption("markexpr", "")
    return None if asked_for else True
