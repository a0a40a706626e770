"""Starts, finds and stops the embedded PostgreSQL of a folder."""

import shutil
import time
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psycopg

from storage.embedded.account import choose_account
from storage.embedded.binaries import find_binaries, require_version
from storage.embedded.cluster import DATABASE, ROLE, Cluster
from storage.embedded.failures import describe_failure, read_tail
from storage.embedded.leftovers import clear_leftovers
from storage.embedded.lock import FolderLock
from storage.embedded.postmaster import Postmaster
from storage.embedded.sockets import make_socket_folder
from storage.errors import EmbeddedFailed

_START_SECONDS = 60.0
_POLL_SECONDS = 0.02
_LOG_CAP_BYTES = 10_000_000


class EmbeddedPostgres:
    """The PostgreSQL of one folder, owned by the first process that starts it.

    Any other process gets the same address. The server ends with its owner: by `stop`, and on
    Linux also when the owner is killed. A server that ends by itself is started again, at the same
    address. What a crash leaves is cleared at the next start.

    Holds: `data/` (the files), `password`, `address` (while it runs), `owner.lock`,
    `postgres.log`, `socket/`.
    """

    def __init__(self, folder: Path, start_seconds: float = _START_SECONDS) -> None:
        self._folder = folder.resolve()
        self._start_seconds = start_seconds
        self._log = self._folder / "postgres.log"
        self._address = self._folder / "address"
        self._lock = FolderLock(self._folder / "owner.lock")
        self._postmaster: Postmaster | None = None
        self._sockets: Path | None = None

    def start(self) -> str:
        """Start the server, or find it running, and return its URL. Blocks for about a second.

        Raises:
            EmbeddedFailed: it can't run; the message holds the log's last lines and what to do.
        """
        if self._postmaster:
            return self._address.read_text()
        deadline = time.monotonic() + self._start_seconds
        self._make_folder()
        while not self._lock.acquire():
            if url := self._find_running():
                return url
            if time.monotonic() > deadline:
                raise EmbeddedFailed(
                    f"Another process owns {self._folder}, but its database does not answer. End "
                    "that process, or set VNEID_DATA_DIR to another folder."
                )
            time.sleep(_POLL_SECONDS)
        try:
            return self._own(deadline)
        except BaseException as error:
            self.stop()
            if isinstance(error, OSError):
                raise describe_failure("The embedded PostgreSQL can't run", str(error)) from error
            raise

    def stop(self) -> None:
        """End the server and wait for it; where another process owns it, do nothing."""
        if self._postmaster:
            self._address.unlink(missing_ok=True)
            self._postmaster.stop()
            self._postmaster = None
        if self._sockets:
            shutil.rmtree(self._sockets, ignore_errors=True)
            self._sockets = None
        self._lock.release()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _make_folder(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o755)
        except OSError as error:
            raise describe_failure(f"{self._folder} can't be made", str(error)) from error

    def _own(self, deadline: float) -> str:
        self._address.unlink(missing_ok=True)
        binaries = find_binaries()
        account = choose_account(self._folder / "data", binaries)
        cluster = Cluster(self._folder, binaries, account)
        if cluster.folder.exists():
            require_version(cluster.folder)
            clear_leftovers(cluster.folder)
        password = cluster.prepare()
        self._rotate_log()
        self._sockets = sockets = make_socket_folder(self._folder)
        account.own(sockets)
        url = f"postgresql://{ROLE}:{password}@/{DATABASE}?host={quote(str(sockets), safe='')}"
        self._postmaster = Postmaster(binaries, cluster.folder, account, self._log)
        self._launch(self._postmaster, sockets, url, deadline)
        self._postmaster.keep()
        self._publish(url)
        return url

    def _launch(self, postmaster: Postmaster, sockets: Path, url: str, deadline: float) -> None:
        """Start and wait; once more where processes of a killed server are still ending."""
        while True:
            start = self._log.stat().st_size if self._log.exists() else 0
            postmaster.launch(sockets)
            while postmaster.is_running() and time.monotonic() < deadline:
                if _answers(url):
                    return
                time.sleep(_POLL_SECONDS)
            tail = read_tail(self._log, start)
            if "shared memory block" not in tail or time.monotonic() > deadline:
                raise describe_failure(f"PostgreSQL did not start in {self._folder}", tail)
            time.sleep(_POLL_SECONDS)

    def _publish(self, url: str) -> None:
        """Tell other processes the address, whole or not at all."""
        draft = self._address.with_suffix(".new")
        draft.touch(mode=0o600)
        draft.write_text(url)
        draft.rename(self._address)

    def _find_running(self) -> str | None:
        try:
            url = self._address.read_text()
        except FileNotFoundError:
            return None
        return url if _answers(url) else None

    def _rotate_log(self) -> None:
        if self._log.exists() and self._log.stat().st_size > _LOG_CAP_BYTES:
            self._log.rename(self._log.with_suffix(".log.1"))


def _answers(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=2, autocommit=True) as connection:
            connection.execute("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True
