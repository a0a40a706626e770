"""The real portal over HTTP, the real rows, and one time that both sides see and tests move."""

import secrets
import socket
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.messages import Language
from portal.app import make_app
from portal.clock import Clock as PortalClock
from portal.options import Options
from storage.database import Database
from tests.acceptance.running import serving
from tests.live_check.citizen import Citizen, Desk, make_live_dialogue

DIALOGUE = make_live_dialogue()


class Time:
    """Real time as portal and bot see it."""

    def __init__(self):
        self.passed = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.passed

    def reach(self, moment: datetime) -> None:
        self.passed += max(moment - self.now(), timedelta(0))


@pytest.fixture
def time(monkeypatch) -> Time:
    time = Time()
    monkeypatch.setattr(PortalClock, "real_now", lambda _self: time.now())
    return time


@pytest.fixture(scope="module")
def portal() -> Iterator[str]:
    """A portal of the test module's own; every test begins with it as new."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with serving(make_app(Options(public_url=address)), listening):
            yield address


@pytest.fixture
async def desk(database: Database, portal: str, time: Time) -> AsyncIterator[Desk]:
    desk = Desk(database, portal, time, DIALOGUE)
    await desk.simulator("POST", "/reset")
    await desk.do("DELETE FROM circuits")
    yield desk
    await desk.close()


@pytest.fixture(params=list(Language), ids=str)
def language(request) -> Language:
    return request.param


@pytest.fixture
def citizen(desk: Desk, language: Language) -> Citizen:
    return Citizen(desk, secrets.token_hex(4), language)
