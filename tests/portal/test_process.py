"""The portal as a program of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from portal.options import SECRET_VARIABLE
from tests.portal.client import CREDENTIALS, GRANT

ROOT = Path(__file__).parents[2]
COMMANDS = {
    "python -m portal": [sys.executable, "-m", "portal"],
    "vneid-bot portal": [str(Path(sys.executable).parent / "vneid-bot"), "portal"],
}
START_SECONDS = 20


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def start(port):
    started = []

    def run(command="python -m portal", *options, **environment):
        process = subprocess.Popen(
            [*COMMANDS[command], "--port", str(port), *options],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        wait_until_ready(process, port)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


def wait_until_ready(process, port):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, process.stdout.read()
        try:
            httpx.get(f"http://127.0.0.1:{port}/openapi.json", timeout=2)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the portal did not start")


def ask_codes(port, auth=CREDENTIALS):
    return httpx.post(f"http://127.0.0.1:{port}/oauth/device_authorization", auth=auth)


@pytest.mark.parametrize("command", COMMANDS)
def test_it_starts_names_its_addresses_and_ends_on_a_signal(start, port, command):
    process = start(command, "--clock", "2024-06-10")
    assert ask_codes(port).json()["verification_uri"] == f"http://127.0.0.1:{port}/activate"
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=10)

    assert "SIMULATION" in said
    assert f"http://127.0.0.1:{port}/activate" in said
    assert "simulated-portal-secret (simulated)" in said


def test_a_secret_of_ones_own_is_used_and_not_shown(start, port):
    process = start(**{SECRET_VARIABLE: "kept-to-oneself"})

    assert ask_codes(port).status_code == 401
    assert ask_codes(port, auth=(CREDENTIALS[0], "kept-to-oneself")).status_code == 200
    process.terminate()
    assert "kept-to-oneself" not in process.communicate(timeout=10)[0]


def test_a_secret_can_be_given_as_a_file(start, port, tmp_path):
    path = tmp_path / "secret"
    path.write_text("kept-in-a-file\n")
    start(**{f"{SECRET_VARIABLE}_FILE": str(path)})
    assert ask_codes(port, auth=(CREDENTIALS[0], "kept-in-a-file")).status_code == 200


@pytest.mark.parametrize("content", [None, "", " \n"], ids=["not there", "empty", "blank"])
def test_a_file_without_a_secret_is_named(port, tmp_path, content):
    path = tmp_path / "secret"
    if content is not None:
        path.write_text(content)
    result = subprocess.run(
        [*COMMANDS["python -m portal"], "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, f"{SECRET_VARIABLE}_FILE": str(path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode != 0
    assert f"{SECRET_VARIABLE}_FILE" in result.stderr


def test_after_a_restart_old_codes_and_tokens_are_worth_nothing(start, port):
    base = f"http://127.0.0.1:{port}"
    first = start()
    codes = ask_codes(port).json()
    fields = {"grant_type": GRANT, "device_code": codes["device_code"]}
    verdict = f"{base}/simulator/requests/{codes['user_code']}"
    httpx.post(verdict, json={"verdict": "approve"})
    token = httpx.post(f"{base}/oauth/token", auth=CREDENTIALS, data=fields).json()["access_token"]
    first.kill()
    first.wait()
    start()

    again = httpx.post(f"{base}/oauth/token", auth=CREDENTIALS, data=fields)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert httpx.post(verdict, json={"verdict": "approve"}).status_code == 404
    bearer = {"Authorization": f"Bearer {token}"}
    assert httpx.get(f"{base}/api/v1/link-status", headers=bearer).status_code == 401
    revoked = httpx.post(f"{base}/oauth/revoke", auth=CREDENTIALS, data={"token": token})
    assert revoked.status_code == 200


def test_a_million_citizens_and_planned_faults_can_be_asked_for(start, port):
    start("python -m portal", "--citizens", "1000000", "--faults-share", "1", "--faults-seed", "4")
    base = f"http://127.0.0.1:{port}/simulator"
    state = httpx.get(f"{base}/state").json()

    assert state["citizens"] == 1_000_000
    assert state["plan"] == {"seed": 4, "share": 1.0}
    assert httpx.get(f"{base}/citizens/1000000").json()["status"]["result"]["state"]


def test_a_wrong_option_is_told_in_one_line():
    run = subprocess.run(
        [*COMMANDS["python -m portal"], "--code-seconds", "900"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 1
    assert run.stderr == "portal: a code is valid for 1 to 600 seconds\n"
