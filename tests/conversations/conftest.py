import pytest

from bot.bootstrap import make_dialogue
from bot.conversation.dialogue import Dialogue
from bot.settings import load_settings


@pytest.fixture(scope="session")
def dialogue() -> Dialogue:
    """The real content and the real model."""
    return make_dialogue(load_settings())
