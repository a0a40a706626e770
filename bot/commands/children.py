"""Programs that a command runs beside itself and takes with it when it ends."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

STOP_SECONDS = 15


@contextmanager
def running(
    arguments: Sequence[str], environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run `vneid-bot` with other arguments for as long as the block lasts.

    Where `setpriv` is at hand the child also ends when this process is killed.
    """
    setpriv = shutil.which("setpriv")
    dying_with_us = (setpriv, "--pdeathsig", "TERM") if setpriv else ()
    child = subprocess.Popen(  # noqa: S603 - our own program
        [*dying_with_us, sys.executable, "-m", "bot", *arguments],
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for us; we end it after our last words
    )
    try:
        yield child
    finally:
        child.terminate()
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
