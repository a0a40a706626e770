"""Clears what a killed supervisor left: a running server, or the trace of one."""

import contextlib
import signal
import time
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from storage.errors import EmbeddedFailed

# Fast shutdown, then immediate (recovers at the next start), then none of its choosing.
SHUTDOWN = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))

_NOBODY = 2**31 - 1  # beyond every system's process numbers
_POLL_SECONDS = 0.02


def clear_leftovers(data_folder: Path) -> None:
    """Stop a server that outlived its supervisor, and let no dead one stand in the way.

    PostgreSQL does not start while the process number in its trace is taken, be it by a dead
    process nobody has collected or by another program. The number is replaced, not the trace
    removed: by the rest of it PostgreSQL recognises processes of the old server that still run.
    Only the owner of the folder lock may call this: whatever runs here has no owner.

    Raises:
        EmbeddedFailed: the old server can't be stopped.
    """
    trace = data_folder / "postmaster.pid"
    if not trace.exists():
        return
    number, _, rest = trace.read_text().partition("\n")
    if not number.isdecimal():
        trace.unlink()  # a crash of the machine left it empty
        return
    if _is_server(int(number), data_folder):
        _stop(int(number), data_folder)
    # A server that ended in order has removed its trace.
    if trace.exists():
        trace.write_text(f"{_NOBODY}\n{rest}")


def _is_server(process_id: int, data_folder: Path) -> bool:
    """Whether the process runs and was started for this folder."""
    try:
        process = psutil.Process(process_id)
        is_alive = process.status() != psutil.STATUS_ZOMBIE
        return is_alive and str(data_folder) in process.cmdline()
    except psutil.Error:
        return False


def _stop(process_id: int, data_folder: Path) -> None:
    for number, seconds in SHUTDOWN:
        with contextlib.suppress(psutil.NoSuchProcess):
            psutil.Process(process_id).send_signal(number)
        give_up_at = time.monotonic() + seconds
        while time.monotonic() < give_up_at:
            if not _is_server(process_id, data_folder):
                return
            time.sleep(_POLL_SECONDS)
    raise EmbeddedFailed(
        f"The PostgreSQL with process number {process_id} outlived its supervisor and can't be "
        "stopped. End it by hand, then start again."
    )
