"""Where the real programs are; without them these tests fail, they never skip."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.running import running
from tests.peers.twilio_peer import Peer, load_stub


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


@pytest.fixture(scope="module")
def peer(peers: Path) -> Iterator[Peer]:
    stub = load_stub(peers)
    with running(stub.app) as url:
        yield Peer(url, stub)


@pytest.fixture
def phone() -> str:
    return f"+8490{secrets.randbelow(10**7):07}"
