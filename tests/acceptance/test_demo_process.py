"""`vneid-bot demo` as a process: what a stranger starts, ends and kills."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from shutil import copytree

import psutil
import pytest

from bot.settings import load_settings

PROGRAM = Path(sys.executable).parent / "vneid-bot"
START_SECONDS = 120


def find_free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def port():
    return find_free_port()


@pytest.fixture
def start(tmp_path, port):
    """Starts the demo as `make demo` does, with a model; what it leaves is ended after the test."""
    started = []
    copytree(load_settings().data_dir / "models", tmp_path / "var" / "models")

    def run():
        environment = {**os.environ, "VNEID_DATA_DIR": str(tmp_path / "var")}
        environment.pop("VNEID_DATABASE_URL", None)
        log = (tmp_path / "demo.log").open("ab")
        process = subprocess.Popen(
            [str(PROGRAM), *ports_of_its_own(port)],
            env=environment,
            cwd=tmp_path,
            stdout=log,
            stderr=log,
        )
        log.close()
        started.append(process)
        wait_until_ready(process, port, tmp_path / "demo.log")
        return process

    yield run
    for process in started:
        for child in family(process.pid):
            child.kill()
        process.wait()


def ports_of_its_own(port):
    return ["demo", "--port", str(port), "--portal-port", str(find_free_port())]


def family(pid):
    try:
        parent = psutil.Process(pid)
        return [*parent.children(recursive=True), parent]
    except psutil.NoSuchProcess:
        return []


def wait_until_ready(process, port, log):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise AssertionError(log.read_text())


def ask(port, message):
    body = json.dumps({"sender": "demo", "message": message}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/webhooks/rest/webhook", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as response:
        return json.load(response)


def wait_until_gone(processes):
    _, alive = psutil.wait_procs(processes, timeout=15)
    return alive


def test_ctrl_c_leaves_no_process_behind(start):
    process = start()
    everyone = family(process.pid)
    assert len(everyone) > 1, "the database runs as a child"
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0
    assert wait_until_gone(everyone) == []


def test_what_was_said_is_there_after_kill_9(start, port):
    process = start()
    ask(port, "What is the deadline?")
    everyone = family(process.pid)
    process.send_signal(signal.SIGKILL)
    process.wait()
    wait_until_gone(everyone)
    start()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/conversations/demo/tracker") as response:
        tracker = json.load(response)
    assert tracker["slots"]["language"] == "en"
    assert "VNeID" in ask(port, "ai phải chuyển sang VNeID?")[0]["text"]


def test_a_taken_port_is_named(port, tmp_path):
    with socket.create_server(("127.0.0.1", port)):
        result = subprocess.run(
            [str(PROGRAM), "demo", "--port", str(port)],
            env={**os.environ, "VNEID_DATA_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert result.returncode == 1
    assert f"port {port} is taken" in result.stderr
