"""Reads a CSV file row by row: its separator, its columns, its faults; never the whole at once."""

import csv
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.services.campaigns.audience.encodings import UnreadableFile, find_encoding

SEPARATORS = ",;\t|"
PHONE_NAMES = frozenset(
    [
        *("phone", "phonenumber", "mobile", "mobilephone", "tel", "telephone", "msisdn", "sdt"),
        *("sodt", "dienthoai", "sodienthoai", "didong", "sodidong", "dtdd", "dienthoaididong"),
    ]
)
LANGUAGE_NAMES = frozenset(["language", "lang", "ngonngu"])
"""Names of columns, without marks, spaces and case."""
_LONGEST_CELL = 100_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row; None: it ends before that column, or there is no such column.

    Attributes:
        number: counted from 1, the heading not counted.
    """

    number: int
    phone: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """A file that can be read as a table of people."""

    path: Path
    encoding: str
    separator: str
    heading: tuple[str, ...]
    phone_at: int
    language_at: int | None

    def rows(self) -> Iterator[Row]:
        """Yield the rows; blank lines are none.

        Raises:
            UnreadableFile: a row can't be taken apart; the message names its line.
        """
        number = 0
        with self.path.open(encoding=self.encoding, newline="") as file:
            # Strict: a quotation mark that is left open must not swallow the rows after it.
            reader, began = csv.reader(file, delimiter=self.separator, strict=True), 1
            try:
                next(reader)
                began = reader.line_num + 1
                for cells in reader:
                    began = reader.line_num + 1
                    if any(cells):
                        number += 1
                        language = None if self.language_at is None else self.language_at
                        yield Row(number, _cell(cells, self.phone_at), _cell(cells, language))
            except csv.Error as error:
                raise UnreadableFile(
                    f"{self.path.name}, line {began}: {error}. "
                    "Is a quotation mark left open there?",
                    "quotes",
                    str(began),
                ) from error


def open_table(path: Path, phone_column: str | None = None) -> Table:
    """Find out how a file is written and which columns it has.

    Args:
        path: the file.
        phone_column: the heading of the column with the numbers; None: found by its name.

    Raises:
        UnreadableFile: no column of phone numbers, or more than one.
    """
    csv.field_size_limit(_LONGEST_CELL)
    encoding = find_encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        line = file.readline(_LONGEST_CELL)
    separator = max(SEPARATORS, key=line.count)
    heading = tuple(name.strip() for name in next(csv.reader([line], delimiter=separator), []))
    wanted = PHONE_NAMES if phone_column is None else {_plain(phone_column)}
    phones = [at for at, name in enumerate(heading) if _plain(name) in wanted]
    if len(phones) != 1:
        code = "no_column" if not phones else "columns"
        explained = _explain(path, encoding, heading, len(phones))
        raise UnreadableFile(explained, code, ", ".join(filter(None, heading)))
    languages = [at for at, name in enumerate(heading) if _plain(name) in LANGUAGE_NAMES]
    return Table(path, encoding, separator, heading, phones[0], next(iter(languages), None))


def _explain(path: Path, encoding: str, heading: Sequence[str], phones: int) -> str:
    names = ", ".join(f"“{name}”" for name in heading) or "nothing"
    what = "no column of phone numbers" if phones == 0 else "several columns of phone numbers"
    return (
        f"{path.name} has {what}. Its first line, read as {encoding}, is: {names}. Name the "
        "column “phone” or “Số điện thoại”, or give --phone-column."
    )


def _cell(cells: Sequence[str], at: int | None) -> str | None:
    return None if at is None or at >= len(cells) else cells[at].strip()


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(
        character for character in decomposed if character.isascii() and character.isalnum()
    )
