"""Finds out how a file's characters are written, from the bytes, and says so."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from bot.services.campaigns.problems import Problem

_BLOCK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HALF = 0.3


class UnreadableFile(Problem):
    """A file that can't be read as a table of people."""


@dataclass(frozen=True, slots=True)
class _Fault:
    position: int


def find_encoding(path: Path) -> str:
    """Return Python's name of a file's encoding; the whole file can be read with it.

    A byte order mark decides; else zero bytes tell UTF-16; else UTF-8 if every byte fits; else
    Windows-1258, which Vietnamese spreadsheets of old write.

    Raises:
        UnreadableFile: it is empty, or fits none.
    """
    start = _start_of(path)
    if not start:
        raise UnreadableFile(f"{path.name} is empty.", "empty")
    encoding = _guess(start)
    candidates = (encoding,) if encoding else ("utf-8", "cp1258")
    faults = []
    for candidate in candidates:
        fault = _find_fault(path, candidate)
        if fault is None:
            return candidate
        faults.append(f"{candidate} breaks off at byte {fault.position}")
    raise UnreadableFile(
        f"{path.name}: {'; '.join(faults)}. Save it again as “CSV UTF-8” in the spreadsheet.",
        "encoding",
    )


def _start_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror}", "unreadable") from error


def _guess(start: bytes) -> str | None:
    for bom, encoding in _BOMS:
        if start.startswith(bom):
            return encoding
    even, odd = start[::2].count(0), start[1::2].count(0)
    if odd > len(start) / 2 * _HALF:
        return "utf-16-le"
    return "utf-16-be" if even > len(start) / 2 * _HALF else None


def _find_fault(path: Path, encoding: str) -> _Fault | None:
    decoder, position = codecs.getincrementaldecoder(encoding)(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                return _Fault(position + error.start)
            position += len(block)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _Fault(position)
    return None
