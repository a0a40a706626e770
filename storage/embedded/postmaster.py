"""The running PostgreSQL: a child started and awaited by a thread of its own."""

import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path

from storage.embedded.account import Account
from storage.embedded.cluster import child_environment
from storage.embedded.leftovers import SHUTDOWN

_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": "5432",
    "max_connections": "50",
    "shared_buffers": "32MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "256MB",
    "io_method": "sync",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # The log may name a constraint, never the row that broke it.
    "log_error_verbosity": "terse",
}


_RESTART_SECONDS = 0.5


class Postmaster:
    """PostgreSQL's main process.

    The thread that starts it lives as long as it does: on Linux the kernel tells the child when
    its parent *thread* ends, so a thread of a pool would take the server down with it.
    """

    def __init__(self, binaries: Path, data_folder: Path, account: Account, log: Path) -> None:
        self._binaries = binaries
        self._data_folder = data_folder
        self._account = account
        self._log = log
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._failure: OSError | None = None
        self._is_launched = threading.Event()
        self._is_kept = False
        self._is_stopping = threading.Event()

    def launch(self, socket_folder: Path) -> None:
        """Start the program; it may take a moment until it accepts connections.

        Raises:
            OSError: the program can't be run.
        """
        self._is_launched.clear()
        self._is_stopping.clear()
        command = self._build_command(socket_folder)
        self._thread = threading.Thread(
            target=self._run, args=(command,), name="embedded-postgres", daemon=True
        )
        self._thread.start()
        self._is_launched.wait()
        if self._failure:
            raise self._failure

    def is_running(self) -> bool:
        """Whether the program has not ended yet."""
        return self._thread is not None and self._thread.is_alive()

    def keep(self) -> None:
        """From now on start it again when it ends by itself (out of memory, killed by hand)."""
        self._is_kept = True

    def stop(self) -> None:
        """End it: at once for its clients, and with everything written."""
        self._is_kept = False
        self._is_stopping.set()
        for number, seconds in SHUTDOWN:
            if self._process is None or self._thread is None or not self._thread.is_alive():
                return
            self._process.send_signal(number)
            self._thread.join(seconds)

    def _build_command(self, socket_folder: Path) -> Sequence[str]:
        settings = {**_SETTINGS, "unix_socket_directories": str(socket_folder)}
        options = [part for item in settings.items() for part in ("-c", "=".join(item))]
        program = str(self._binaries / "postgres")
        return (*self._account.prefix, program, "-D", str(self._data_folder), *options)

    def _run(self, command: Sequence[str]) -> None:
        self._run_once(command)
        while self._is_kept and not self._is_stopping.wait(_RESTART_SECONDS):
            self._run_once(command)

    def _run_once(self, command: Sequence[str]) -> None:
        try:
            self._log.touch(mode=0o600)
            with self._log.open("ab") as log:
                self._process = subprocess.Popen(  # noqa: S603 - the wheel's program
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd="/",
                    env=child_environment(),
                    start_new_session=True,  # Ctrl-C is for us; we stop it after our last words
                    **self._account.options,
                )
        except OSError as error:
            self._failure = error
            return
        finally:
            self._is_launched.set()
        self._process.wait()
