"""The Telegram emulator of the peers with our additions, and citizens who write to it."""

import asyncio
import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import httpx

PACKAGE = "telegram-test-api@4.2.1"
TOKEN = "123456:synthetic-token-of-a-test-bot"  # noqa: S105 - of the emulator
ADDITIONS = Path(__file__).with_name("more.js")
TRIES = 5
_numbers = count(700_000_001)


def install_node_packages(folder: Path) -> Path:
    """The emulator's package, installed once below `folder`; no lock file is written."""
    modules = folder / "node_modules"
    if not (modules / "telegram-test-api").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund",  # noqa: S607
             "--prefix", str(folder), PACKAGE],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
    return modules


@contextlib.contextmanager
def emulating(peers: Path, modules: Path) -> Iterator["Emulator"]:
    """Runs the emulator on a free port."""
    # Until it listens, another program can take the port that was free.
    for _ in range(TRIES):
        with _started(peers, modules) as address:
            if address is None:
                continue
            with httpx.Client(base_url=address, timeout=30) as client:
                yield Emulator(client)
            return
    raise AssertionError("the emulator does not start")


@contextlib.contextmanager
def _started(peers: Path, modules: Path) -> Iterator[str | None]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    emulator = peers / "telegram" / "emulator.js"
    process = subprocess.Popen(
        ["node", "-r", str(ADDITIONS), str(emulator), str(port)],  # noqa: S607
        env={**os.environ, "NODE_PATH": str(modules)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        is_up = process.stdout.readline().startswith("up")
        yield f"http://127.0.0.1:{port}" if is_up else None
    finally:
        process.kill()
        process.communicate()


class Emulator:
    """Telegram's side, as a test sees it."""

    def __init__(self, client: httpx.Client) -> None:
        self.address = str(client.base_url)
        self._client = client

    def inject(self, update: dict) -> int:
        answer = self._client.post("/__update", json={"token": TOKEN, "update": update})
        return answer.raise_for_status().json()["result"]

    def fail(self, method: str = "sendMessage", times: int = 1, **fault: object) -> None:
        self._client.post("/__faults", json={"method": method, "times": times, **fault})

    def calls(self, method: str | None = None) -> list[dict]:
        made = self._client.get("/__calls").json()["result"]
        return [call for call in made if method in {None, call["method"]}]

    def reset(self) -> None:
        self._client.post("/__reset")
        self._client.post(f"/bot{TOKEN}/deleteWebhook", data={"drop_pending_updates": "true"})

    def sent_to(self, chat: int) -> list[dict]:
        sent = self.calls("sendMessage")
        return [call["body"] | {"t": call["t"]} for call in sent
                if str(call["body"]["chat_id"]) == str(chat)]  # fmt: skip


@dataclass
class Citizen:
    """Someone with a private chat; `language_code` is what their Telegram is set to."""

    emulator: Emulator
    language_code: str = "vi"
    id: int = field(default_factory=lambda: next(_numbers))
    _messages: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def user(self) -> dict:
        return {"id": self.id, "is_bot": False, "first_name": "Synthetic",
                "language_code": self.language_code}  # fmt: skip

    def message(self, **content: object) -> dict:
        chat = {"id": self.id, "type": "private", "first_name": "Synthetic"}
        return {"message_id": next(self._messages), "date": int(time.time()), "chat": chat,
                "from": self.user, **content}  # fmt: skip

    def says(self, text: str) -> int:
        return self.emulator.inject({"message": self.message(text=text)})

    def sends(self, **content: object) -> int:
        return self.emulator.inject({"message": self.message(**content)})

    def presses(self, title: str, callback_id: str = "1") -> int:
        """Presses the button of the newest message that has one of this title."""
        for shown in reversed(self.received()):
            for button in _buttons(shown):
                if title in button["text"]:
                    message = self.message(text=shown["text"], reply_markup=shown["reply_markup"])
                    query = {"id": callback_id, "from": self.user, "message": message,
                             "chat_instance": "1", "data": button["callback_data"]}  # fmt: skip
                    return self.emulator.inject({"callback_query": query})
        raise AssertionError(f"no button {title!r}")

    def received(self) -> list[dict]:
        return self.emulator.sent_to(self.id)

    def texts(self) -> list[str]:
        return [message["text"] for message in self.received()]

    async def hears(self, number: int, within: float = 15) -> list[str]:
        """Waits for so many messages in all, and returns their texts."""
        deadline = time.monotonic() + within
        while len(texts := self.texts()) < number:
            assert time.monotonic() < deadline, f"heard {texts}, waited for {number}"
            await asyncio.sleep(0.02)
        return texts


def _buttons(message: dict) -> list[dict]:
    markup = message.get("reply_markup") or {}
    return [button for row in markup.get("inline_keyboard", []) for button in row]
