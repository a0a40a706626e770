"""Keeps citizens out of the logs: no message texts, names of conversations, phones or secrets."""

import re
from collections.abc import Mapping
from pathlib import PurePath
from types import TracebackType

REMOVED = "[removed]"
_PRIVATE_KEYS = frozenset(
    {"text", "message", "msg", "payload", "title", "replies", "reply", "body", "form", "query"}
    | {"sender", "sender_id", "recipient_id", "phone", "chat_id", "name", "email", "address"}
    | {"password", "otp", "secret", "secret_key", "token", "authorization", "cookie", "headers"}
    | {"id_number", "parameters", "params"}
)
# Six digits and more, spaced, dotted or hyphenated. Dates, hex ids and the addresses that a server
# of ours listens on stay.
_KEPT = r"\d{4}-\d\d-\d\d(?!\d)|(?:127\.0\.0\.1|0\.0\.0\.0)(?![\d.])"
_DIGITS = re.compile(rf"(?<![\w-])(?!{_KEPT})\+?\d(?:[ .\-]?\d){{5,}}(?![\w-])", re.ASCII)
_LONGEST_NUMBER = 99_999_999
_MAX_DEPTH = 4
_OWN_PACKAGES = ("bot.", "storage.")


def mask_digits(text: str) -> str:
    """The text with phone, ID and card numbers and one-time codes made unreadable."""
    return _DIGITS.sub("######", text)


def _clean(value: object, depth: int) -> object:
    if isinstance(value, str | PurePath):
        return mask_digits(str(value))
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return value if abs(value) <= _LONGEST_NUMBER else "######"
    return _clean_group(value, depth + 1) if depth < _MAX_DEPTH else REMOVED


def _clean_group(value: object, depth: int) -> object:
    if isinstance(value, Mapping):
        return {str(key): _clean_item(str(key), item, depth) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(item, depth) for item in value]
    return f"<{type(value).__name__}>"


def _clean_item(key: str, value: object, depth: int) -> object:
    return REMOVED if key.lower() in _PRIVATE_KEYS else _clean(value, depth)


def redact(_logger: object, _method: str, event: dict[str, object]) -> dict[str, object]:
    """The structlog processor: private keys emptied, long numbers masked."""
    return {key: _clean_item(key, value, 0) for key, value in event.items()}


def describe(error: BaseException) -> str:
    """An exception without what a citizen may have written into it.

    The messages of our own and of the system's errors are kept; any other may quote the value
    that broke, and a database error the whole row.
    """
    is_ours = isinstance(error, OSError) or type(error).__module__.startswith(_OWN_PACKAGES)
    words = f": {mask_digits(str(error))}" if is_ours else ""
    return f"{type(error).__name__}{words}"


def _frames(traceback: TracebackType | None) -> list[str]:
    lines = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        file = "/".join(PurePath(code.co_filename).parts[-2:])
        lines.append(f"{file}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return lines


def describe_chain(error: BaseException) -> list[dict[str, object]]:
    """An exception and its causes, each with the places it passed."""
    chain: list[dict[str, object]] = []
    current: BaseException | None = error
    while current is not None and len(chain) <= _MAX_DEPTH:
        chain.append({"error": describe(current), "at": _frames(current.__traceback__)})
        current = current.__cause__ or current.__context__
    return chain
