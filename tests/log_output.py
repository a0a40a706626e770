"""What a process would log, for tests that read it."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from bot.observability import logs


@contextmanager
def log_output(level: str = "INFO") -> Iterator[io.StringIO]:
    """Configure logging as a served process does; the test run's own is put back afterwards."""
    root, access, output = logging.getLogger(), logging.getLogger("uvicorn.access"), io.StringIO()
    handlers, old_level = root.handlers, root.level
    logs.configure(level, output)
    try:
        yield output
    finally:
        root.handlers = handlers
        root.setLevel(old_level)
        access.disabled = False
        structlog.reset_defaults()
