"""Clears what a killed supervisor left: a running server, or the trace of one."""

import contextlib
import signal
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from storage.errors import EmbeddedFailed

# Fast shutdown, then immediate (recovers at the next start), then none of its choosing.
SHUTDOWN = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))


def clear_leftovers(data_folder: Path) -> None:
    """Stop a server that outlived its supervisor, and drop a process number that is not one.

    Only the owner of the folder lock may call this: whatever runs here has no owner.

    Raises:
        EmbeddedFailed: the old server can't be stopped.
    """
    trace = data_folder / "postmaster.pid"
    try:
        process_id = int(trace.read_text().split("\n", 1)[0])
    except FileNotFoundError:
        return
    except ValueError:
        trace.unlink()  # a crash of the machine left it empty; PostgreSQL would not start
        return
    try:
        process = psutil.Process(process_id)
        command = process.cmdline()
    except psutil.NoSuchProcess:
        return  # PostgreSQL sees that itself, and looks for processes of the old server
    except psutil.AccessDenied:
        trace.unlink(missing_ok=True)
        return
    if str(data_folder) in command:
        _stop(process)
    else:
        trace.unlink(missing_ok=True)  # the number belongs to another program by now


def _stop(process: psutil.Process) -> None:
    for number, seconds in SHUTDOWN:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(number)
        try:
            process.wait(seconds)
        except psutil.TimeoutExpired:
            continue
        return
    raise EmbeddedFailed(
        f"The PostgreSQL with process number {process.pid} outlived its supervisor and can't be "
        "stopped. End it by hand, then start again."
    )
