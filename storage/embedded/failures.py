"""Turns the words of PostgreSQL's log into what an operator can do."""

from pathlib import Path

from storage.errors import EmbeddedFailed

_TAIL_LINES = 8
_TAIL_BYTES = 8_192
_OTHERWISE = "Set VNEID_DATA_DIR to another folder, or VNEID_DATABASE_URL to a server's address."
_ADVICE = (
    ("No space left on device", "The disk is full: free space, or move VNEID_DATA_DIR."),
    ("Permission denied", "The folder can't be used: give the account PostgreSQL runs under the "
     "right to it, or set VNEID_DATA_DIR to another folder."),
    ("Read-only file system", "The folder can't be written: set VNEID_DATA_DIR to another one."),
    ("Operation not permitted", "The system does not let us change the account: run as an "
     "ordinary user, or set VNEID_DATABASE_URL."),
    ("could not create shared memory", "Memory is short, or /dev/shm is too small."),
    (
        "shared memory block",
        "Processes of an earlier server are still ending: try again in a few seconds.",
    ),
)  # fmt: skip


def describe_failure(what: str, output: str) -> EmbeddedFailed:
    """The error for a program of PostgreSQL that failed, with its last words and advice."""
    lines = [line for line in output.strip().splitlines() if line.strip()][-_TAIL_LINES:]
    advice = next((text for mark, text in _ADVICE if mark in output), _OTHERWISE)
    return EmbeddedFailed("\n  ".join([f"{what}. {advice}", *lines]))


def read_tail(path: Path, start: int = 0) -> str:
    """The end of a log, at most from the byte `start` on."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(start, path.stat().st_size - _TAIL_BYTES))
        return file.read().decode(errors="replace")
