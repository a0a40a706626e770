"""`vneid-bot demo` with a token fetches Telegram's messages by itself, as the README says."""

import os
import signal
import subprocess
import sys

import pytest

from tests.acceptance.test_demo_process import find_free_port
from tests.peers.telegram.emulator import TOKEN

pytestmark = pytest.mark.peers


@pytest.fixture
def _demo(emulator, settings, tmp_path):
    (tmp_path / "models").symlink_to(settings.data_dir.resolve() / "models")
    given = {
        "VNEID_DATA_DIR": str(tmp_path),
        "VNEID_TELEGRAM_TOKEN": TOKEN,
        "VNEID_TELEGRAM_API_URL": emulator.address,
    }
    ports = ["--port", str(find_free_port()), "--portal-port", str(find_free_port())]
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", *ports],
        env={**os.environ, **given},
        stdout=subprocess.DEVNULL,
    )
    yield
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0


@pytest.mark.usefixtures("_demo")
async def test_with_a_token_the_demo_answers_on_telegram(citizen):
    citizen.says("/start")
    (greeting,) = await citizen.hears(1, within=200)
    assert greeting.startswith("Chào anh/chị")
    citizen.says("/remind")
    heard = await citizen.hears(2, within=60)
    assert "nhắc" in heard[1]
