"""The file that an officer gets back: one line a row, in the order of the import."""

import csv
import io
import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.services.campaigns.audience.encodings import UnreadableFile
from bot.services.campaigns.audience.judging import Judged
from bot.services.campaigns.audience.verdicts import EXPLANATIONS

_HEADING = ("row", "phone", "verdict", "explanation")


class VerdictFile:
    """A CSV file that goes on where a stopped import left it.

    Args:
        path: the file.
        length: bytes that belong to rows that are stored; what stands after them is cut off.
    """

    def __init__(self, path: Path, length: int) -> None:
        self._path = path
        self._start = length

    def __enter__(self) -> Self:
        """Open the file.

        Raises:
            UnreadableFile: it is shorter than it was left.
        """
        size = self._path.stat().st_size if self._path.exists() else 0
        if size < self._start:
            raise UnreadableFile(
                f"{self._path} is not the verdict file that this import began; give that one."
            )
        self._file = self._path.open("r+b" if self._path.exists() else "w+b")
        self._file.truncate(self._start)
        self._file.seek(self._start)
        if self._start == 0:
            # Spreadsheets need the mark to read UTF-8.
            self._file.write(b"\xef\xbb\xbf" + _lines([_HEADING]))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def write(self, rows: Iterable[Judged]) -> int:
        """Write verdicts to the disk and return the file's length."""
        self._file.write(
            _lines(
                (row.number, row.masked, row.verdict.value, EXPLANATIONS[row.verdict])
                for row in rows
            )
        )
        self._file.flush()
        os.fsync(self._file.fileno())
        return self._file.tell()


def _lines(rows: Iterable[Iterable[object]]) -> bytes:
    # Nothing of the imported cells is repeated, so no formula of theirs can run here; a masked
    # number begins with +, which the quotation mark of a text cell keeps from being computed.
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
    return text.getvalue().encode()
