"""The file that an officer gets back: one line a row, in the order of the import."""

import csv
import io
import os
import zlib
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from bot.messages import Language
from bot.services.campaigns.audience.encodings import UnreadableFile
from bot.services.campaigns.audience.judging import Judged
from bot.services.campaigns.audience.verdicts import explain
from storage import audience_files
from storage.database import Connection

_BOM = b"\xef\xbb\xbf"
_HEADING = ("row", "phone", "verdict", "explanation")


class Verdicts(Protocol):
    """Takes the verdicts of an import, page by page."""

    async def write(self, connection: Connection, rows: Iterable[Judged]) -> int:
        """Keep a page's verdicts and return the length of all; the page is committed after it."""


class VerdictFile:
    """A CSV file that goes on where a stopped import left it.

    Args:
        path: the file.
        length: bytes that belong to rows that are stored; what stands after them is cut off.
        words: the language of the explanations.
    """

    def __init__(self, path: Path, length: int, words: Language) -> None:
        self._path = path
        self._start = length
        self._words = words

    def __enter__(self) -> Self:
        """Open the file.

        Raises:
            UnreadableFile: it is shorter than it was left.
        """
        size = self._path.stat().st_size if self._path.exists() else 0
        if size < self._start:
            raise UnreadableFile(
                f"{self._path} is not the verdict file that this import began; give that one.",
                "verdicts",
            )
        self._file = self._path.open("r+b" if self._path.exists() else "w+b")
        self._file.truncate(self._start)
        self._file.seek(self._start)
        if self._start == 0:
            # Spreadsheets need the mark to read UTF-8.
            self._file.write(_BOM + _lines([_HEADING]))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    async def write(self, _connection: Connection, rows: Iterable[Judged]) -> int:
        """Write verdicts to the disk and return the file's length."""
        self._file.write(_lines(_cells(row, self._words) for row in rows))
        self._file.flush()
        os.fsync(self._file.fileno())
        return self._file.tell()


class VerdictBlocks:
    """The same file as rows of the database, in the transactions of its pages.

    Args:
        length: of what is kept already.
        words: the language of the explanations.
    """

    def __init__(self, audience_id: int, length: int, words: Language) -> None:
        self._audience_id = audience_id
        self._length = length
        self._words = words

    async def write(self, connection: Connection, rows: Iterable[Judged]) -> int:
        """Keep a page's verdicts and return the length of all."""
        block = _lines(_cells(row, self._words) for row in rows)
        if self._length == 0:
            block = _BOM + _lines([_HEADING]) + block
        body = zlib.compress(block, 1)
        await audience_files.add_verdicts(connection, self._audience_id, self._length, body)
        self._length += len(block)
        return self._length


def _cells(row: Judged, words: Language) -> tuple[object, ...]:
    return (row.number, row.masked, row.verdict.value, explain(row.verdict, words))


def _lines(rows: Iterable[Iterable[object]]) -> bytes:
    # Nothing of the imported cells is repeated, so no formula of theirs can run here; a masked
    # number begins with +, which the quotation mark of a text cell keeps from being computed.
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
    return text.getvalue().encode()
