"""Real Rasa, trained with the export, talking through our action server; once for the run.

Only `pytest -m rasa` (make test-rasa) collects these tests; there, what is missing is a failure.
"""

import os
import secrets
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.bootstrap import make_dialogue
from bot.conversation.dialogue import Dialogue
from bot.settings import load_settings
from tests.rasa.export_run import Export, make_export
from tests.rasa.servers import Servers

DAY = date(2024, 6, 10)
"""Between announcement and cut-off: answers speak of what is coming."""
EPOCHS = 8


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "rasa: needs real Rasa in the folder that RASA_VENV names")


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    asked_for = "rasa" in config.getoption("markexpr", "")
    return None if asked_for else True


@pytest.fixture(scope="session")
def rasa_program() -> Path:
    folder = os.environ.get("RASA_VENV", "")
    assert folder, "RASA_VENV must name a folder with Rasa 3.6; make test-rasa sets it"
    program = Path(folder) / "bin" / "rasa"
    assert program.is_file(), f"there is no {program}"
    return program


@pytest.fixture(scope="session")
def export(rasa_program: Path, tmp_path_factory: pytest.TempPathFactory) -> Export:
    """The export as a person makes it, and what validating and training it printed."""
    return make_export(rasa_program, tmp_path_factory.mktemp("rasa") / "project", DAY, EPOCHS)


@pytest.fixture(scope="session")
def servers(export: Export) -> Iterator[Servers]:
    """Rasa and our action server, both on loopback."""
    export.train()
    with Servers(export.program, export.folder, export.port, secrets.token_hex(16)) as running:
        yield running


@pytest.fixture(scope="session")
def dialogue() -> Dialogue:
    """The bot itself."""
    return make_dialogue(load_settings())
