from datetime import UTC, datetime

import pytest

from bot.bootstrap import make_dialogue
from bot.clock import Clock
from bot.conversation.dialogue import Dialogue
from bot.conversation.turn import Turns
from bot.settings import load_settings
from storage.database import Database


@pytest.fixture(scope="session")
def dialogue() -> Dialogue:
    """The real content and the real model."""
    return make_dialogue(load_settings())


def real_now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def handler(database: Database, dialogue: Dialogue) -> Turns:
    return Turns(database, dialogue, Clock(real_now(), real_now()), real_now)
