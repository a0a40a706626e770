"""Sets up logging: one JSON object a line on standard error, for our own and others' code."""

import json
import logging
import sys
from collections.abc import MutableMapping
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor

from bot.observability.redaction import describe_chain, redact


def _without_values(_logger: object, _method: str, event: EventDict) -> EventDict:
    event.pop("color_message", None)  # uvicorn's second copy of the line
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["exception"] = describe_chain(error)
    return event


def _redacted(logger: object, method: str, event: EventDict) -> EventDict:
    return redact(logger, method, dict(event))


def _as_json(_logger: object, _method: str, event: MutableMapping[str, object]) -> str:
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"))


# The time is added after the redaction, which would take it for a number to hide.
_PROCESSORS: list[Processor] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(),
    _without_values,
    _redacted,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure(level: str = "INFO", output: TextIO | None = None) -> None:
    """Sends every log line of the process through the redaction.

    Args:
        level: the least that is told.
        output: where lines go; None: standard error.
    """
    formatter = structlog.stdlib.ProcessorFormatter(
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _as_json],
        foreign_pre_chain=_PROCESSORS,
    )
    lines = logging.StreamHandler(output or sys.stderr)
    lines.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [lines]
    root.setLevel(level)
    # They tell of every look-up, action, job and call; httpx of addresses with tokens.
    for name in ("alembic", "rasa_sdk", "procrastinate", "httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    logging.getLogger("uvicorn.access").disabled = True  # our own line has no query string
    structlog.configure(
        processors=[*_PROCESSORS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
