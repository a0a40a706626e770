"""Runs real Rasa and the action server beside each other, and talks to Rasa's REST channel."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Self

import httpx

from bot.messages import Button, Reply

PATIENCE_SECONDS = 300
"""Rasa takes 17 seconds to be ready on a quiet machine."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Servers:
    """Both programs, from entering to leaving."""

    def __init__(self, rasa: Path, project: Path, action_port: int, token: str) -> None:
        self.action_address = f"http://127.0.0.1:{action_port}"
        self._rasa_port = free_port()
        self._address = f"http://127.0.0.1:{self._rasa_port}"
        self._project = project
        self._environment = os.environ | {"VNEID_ACTION_TOKEN": token}
        ours = Path(sys.executable).with_name("vneid-bot")
        port = str(self._rasa_port)
        self._commands = (
            ([ours, "export", "actions", "--port", str(action_port)], None),
            ([rasa, "run", "--enable-api", "--interface", "127.0.0.1", "--port", port], project),
        )
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        log = (self._project / "servers.log").open("wb")
        with log:
            self._processes = [
                subprocess.Popen(command, cwd=folder, env=self._environment, stdout=log, stderr=log)
                for command, folder in self._commands
            ]
        self._wait_for(f"{self.action_address}/health")
        self._wait_for(f"{self._address}/status")
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.wait(60)

    def say(self, sender: str, message: str) -> Reply:
        """Send a message and return all that is answered, as one reply."""
        parts = self._post("/webhooks/rest/webhook", {"sender": sender, "message": message})
        return Reply(
            "\n\n".join(part["text"] for part in parts if part.get("text")),
            tuple(
                Button(button["title"], button["payload"])
                for part in parts
                for button in part.get("buttons", ())
            ),
        )

    def slots(self, sender: str) -> dict[str, Any]:
        """Return what Rasa remembers of a conversation."""
        tracker = httpx.get(f"{self._address}/conversations/{sender}/tracker", timeout=60).json()
        return dict(tracker["slots"])

    def understand(self, text: str) -> dict[str, Any]:
        """Return how Rasa understands a message."""
        return dict(self._post("/model/parse", {"text": text}))

    def _post(self, path: str, body: dict[str, str]) -> Any:
        answered = httpx.post(self._address + path, json=body, timeout=60)
        answered.raise_for_status()
        return answered.json()

    def _wait_for(self, address: str) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            ended = [process.args for process in self._processes if process.poll() is not None]
            assert not ended, f"ended: {ended}; {self._log()}"
            try:
                if httpx.get(address, timeout=5).status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                time.sleep(0.5)
        raise AssertionError(f"{address} does not answer; {self._log()}")

    def _log(self) -> str:
        return (self._project / "servers.log").read_text(encoding="utf-8")[-3000:]
