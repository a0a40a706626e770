"""The peers' load generator for Rasa's REST channel drives ours."""

import json
import subprocess
import sys

import pytest

from bot.bootstrap_web import make_application
from bot.commands.serve import make_asgi
from bot.settings import load_settings
from tests.acceptance.running import running

pytestmark = pytest.mark.peers

SENDERS, SECONDS = 4, 3


def test_rasas_load_generator_gets_a_reply_to_every_message(peers, fresh_database_url):
    parts = make_application(
        load_settings(), fresh_database_url, secret_key="peers" * 8, insecure_rest=True
    )
    with running(make_asgi(parts)) as address:
        command = [sys.executable, str(peers / "rasa" / "loadgen.py")]
        command += ["--url", f"{address}/webhooks/rest/webhook", "--senders", str(SENDERS)]
        command += ["--duration", str(SECONDS), "--warmup", "0.5"]
        result = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    figures = json.loads(result.stdout.splitlines()[-1])
    assert figures["n"] > SENDERS
    assert (figures["errors"], figures["empty_replies"]) == (0, 0)
