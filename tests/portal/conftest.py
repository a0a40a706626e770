"""A portal in this process, with a time that tests move."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portal.app import make_app
from portal.clock import Clock
from portal.options import Options
from tests.portal.citizen import Visitor
from tests.portal.client import Bot, connect


class RealTime:
    """The computer's time, as the portal sees it."""

    def __init__(self):
        self.now = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)

    def pass_seconds(self, seconds):
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def real_time(monkeypatch):
    time = RealTime()
    monkeypatch.setattr(Clock, "real_now", lambda _self: time.now)
    return time


@pytest.fixture
def app(real_time):  # noqa: ARG001 - the clock reads it from the start on
    return make_app(Options(clock="2024-06-10"))


@pytest.fixture
def simulation(app):
    return app.state.simulation


@pytest.fixture
async def http(app):
    """Programs and visitors of this machine."""
    async with connect(app) as client:
        yield client


@pytest.fixture
def bot(http):
    """The one client that the portal knows."""
    return Bot(http)


@pytest.fixture
def visitor(http):
    """Somebody with a browser."""
    return Visitor(http)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Schemathesis names a test after its operation, but gives all of them one node id.

    Of tests with one id pytest-xdist runs only the last.
    """
    operation = item.name.partition("[")[2].removesuffix("]")
    if operation and item.id.params is None:
        item._id = replace(item.id, params=operation)
