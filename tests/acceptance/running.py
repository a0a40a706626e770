"""Runs an application under uvicorn in a thread, and Chromium beside it."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from playwright.sync_api import Browser, Playwright
from starlette.types import ASGIApp

_CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_START_SECONDS = 10
_STOP_SECONDS = 20


class ChromiumMissing(Exception):
    """There is no browser to test with."""


def find_chromium() -> str:
    """The browser's path: VNEID_CHROMIUM, or the first known name on the path."""
    found = os.environ.get("VNEID_CHROMIUM") or next(
        filter(None, map(shutil.which, _CHROMIUM_NAMES)), None
    )
    if found is None:
        raise ChromiumMissing(
            "No Chromium found: install one (apt-get install chromium) or set VNEID_CHROMIUM."
        )
    return found


def launch(playwright: Playwright) -> Browser:
    """A headless Chromium that stays off the network."""
    return playwright.chromium.launch(executable_path=find_chromium(), args=list(_ARGUMENTS))


@contextmanager
def running(app: ASGIApp, port: int = 0) -> Iterator[str]:
    """Serves the application, on a free port unless named, and yields its address."""
    with socket.create_server(("127.0.0.1", port)) as listening, serving(app, listening):
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


@contextmanager
def serving(app: ASGIApp, listening: socket.socket) -> Iterator[None]:
    """Serves the application on a socket that listens."""
    config = uvicorn.Config(
        app, log_config=None, access_log=False, ws="none", timeout_graceful_shutdown=5
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    deadline = time.monotonic() + _START_SECONDS
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(_STOP_SECONDS)
    # A thread left behind is cut down with the interpreter, which may crash on it.
    assert not thread.is_alive(), "the served application did not end"
