import asyncio
from collections.abc import Iterator

import pytest

from tests.processes.compose import Topology
from tests.processes.running import Running, up


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Only `pytest -m processes` (make processes-test) collects these tests."""
    asked_for = "processes" in config.getoption("markexpr", "")
    return None if asked_for else True


@pytest.fixture(scope="module")
def topology(tmp_path_factory: pytest.TempPathFactory) -> Topology:
    folder = tmp_path_factory.mktemp("compose")
    return Topology(folder / "secrets", copies={"web": 2, "worker": 2})


@pytest.fixture(scope="module")
def services(
    topology: Topology, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, list[Running]]]:
    """What docker-compose.yml starts, with two web and two worker processes."""
    with up(topology, tmp_path_factory.mktemp("processes")) as running:
        yield running


@pytest.fixture
def kill_and_bring_back():
    """Kills a process, and waits until the file's health check finds it well again."""

    async def kill(one: Running, away_seconds: float = 1) -> None:
        one.kill()
        await asyncio.sleep(away_seconds)
        one.bring_back()
        await asyncio.to_thread(one.wait_until_healthy)

    return kill
