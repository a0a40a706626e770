"""Imports a file page by page; stopped at any moment, it goes on with the row after."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from bot.messages import ChannelName, Language
from bot.services.addresses import Addresses
from bot.services.campaigns.audience.judging import Judged, judge_row
from bot.services.campaigns.audience.table import Row, Table, open_table
from bot.services.campaigns.audience.verdict_file import VerdictBlocks, VerdictFile, Verdicts
from bot.services.campaigns.audience.verdicts import TAKEN, RowVerdict
from bot.services.campaigns.problems import Problem
from storage import reminder_audiences
from storage.database import Connection, Database
from storage.reminder_audiences import Audience, NewMember, Progress

PAGE = 5_000
"""Rows in one transaction."""
_BLOCK = 1 << 20


class CannotImport(Problem):
    """An import that can't begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an officer asks for.

    Attributes:
        legal_basis: what allows these people to be reminded, in words.
        verdicts: where they are written; None: into the database, beside the audience.
        language: of rows that name none.
        words: the language of the verdicts.
    """

    path: Path
    verdicts: Path | None
    name: str
    legal_basis: str
    by: str
    language: Language = Language.VI
    words: Language = Language.VI
    phone_column: str | None = None


class Import:
    """Imports audiences.

    Args:
        real_now: real time, in UTC.
        progress: is told how many rows are stored, after each page.
    """

    def __init__(
        self,
        database: Database,
        addresses: Addresses,
        real_now: Callable[[], datetime],
        progress: Callable[[int], None],
    ) -> None:
        self._database = database
        self._addresses = addresses
        self._real_now = real_now
        self._progress = progress

    async def run(self, wanted: Wanted) -> Audience:
        """Import a file, or go on with it, and return the audience.

        Raises:
            UnreadableFile: the file is no table of people.
            CannotImport: no legal basis, or the name belongs to another file.
        """
        if not wanted.legal_basis.strip():
            raise CannotImport(
                "State the legal basis on which these people may be reminded.", "basis"
            )
        table = open_table(wanted.path, wanted.phone_column)
        audience = await self._begin(wanted)
        if audience.complete_at is not None:
            return audience
        counts = Counter(audience.verdicts)
        rows = islice(table.rows(), audience.rows_read, None)
        read = audience.rows_read
        with ExitStack() as stack:
            verdicts = _verdicts(wanted, audience, stack)
            for page in _pages(rows):
                read += len(page)
                await self._take(audience, wanted, page, verdicts, counts)
                self._progress(read)
            await self._end(audience, read, counts)
        return await self._find(wanted.name)

    async def _begin(self, wanted: Wanted) -> Audience:
        digest = digest_of_file(wanted.path)
        async with self._database.transaction() as connection:
            found = await reminder_audiences.find_by_name(connection, wanted.name)
            if found is None:
                return await reminder_audiences.add(
                    connection, wanted.name, wanted.legal_basis, digest, wanted.by, self._real_now()
                )
        if found.digest != digest:
            raise CannotImport(
                f"'{wanted.name}' was imported from another file; give a new name.", "name_taken"
            )
        return found

    async def _take(
        self,
        audience: Audience,
        wanted: Wanted,
        page: Sequence[Row],
        verdicts: Verdicts,
        counts: Counter[str],
    ) -> None:
        """Store a page; its verdicts are on the disk before the rows are committed."""
        judged = [judge_row(row) for row in page]
        async with self._database.transaction() as connection:
            judged = await self._add(connection, audience.id, judged, wanted.language)
            length = await verdicts.write(connection, judged)
            counts.update(one.verdict.value for one in judged)
            progress = Progress(
                rows_read=page[-1].number, verdict_bytes=length, verdicts=counts, complete_at=None
            )
            await reminder_audiences.mark_progress(connection, audience.id, progress)

    async def _add(
        self, connection: Connection, audience_id: int, judged: list[Judged], language: Language
    ) -> list[Judged]:
        first: dict[str, Judged] = {}
        for one in judged:
            if one.verdict in TAKEN and one.e164 is not None:
                first.setdefault(one.e164, one)
        known = {e164: self._addresses.know(ChannelName.SMS, e164) for e164 in first}
        indexes = {e164: one.sender_id for e164, one in known.items()}
        bars = await reminder_audiences.find_barred(connection, list(indexes.values()))
        members = [
            NewMember(indexes[e164], str(known[e164].sealed), (one.language or language).value)
            for e164, one in first.items()
            if indexes[e164] not in bars
        ]
        new = await reminder_audiences.add_members(
            connection, audience_id, members, self._real_now()
        )
        return [self._final(one, first, indexes, bars, new) for one in judged]

    def _final(
        self,
        one: Judged,
        first: dict[str, Judged],
        indexes: dict[str, str],
        bars: dict[str, tuple[bool, bool, bool]],
        new: frozenset[str],
    ) -> Judged:
        if one.verdict not in TAKEN or one.e164 is None:
            return one
        index = indexes[one.e164]
        if index in bars:
            is_listed, has_refused, _ = bars[index]
            if has_refused:
                return replace(one, verdict=RowVerdict.OPTED_OUT)
            verdict = RowVerdict.DO_NOT_CALL if is_listed else RowVerdict.SUPPRESSED
            return replace(one, verdict=verdict)
        if first[one.e164] is not one or index not in new:
            return replace(one, verdict=RowVerdict.DUPLICATE)
        return one

    async def _end(self, audience: Audience, read: int, counts: Counter[str]) -> None:
        async with self._database.transaction() as connection:
            stored = await reminder_audiences.find(connection, audience.id)
            length = stored.verdict_bytes if stored else 0
            progress = Progress(
                rows_read=read,
                verdict_bytes=length,
                verdicts=counts,
                complete_at=self._real_now(),
            )
            await reminder_audiences.mark_progress(connection, audience.id, progress)

    async def _find(self, name: str) -> Audience:
        async with self._database.transaction() as connection:
            found = await reminder_audiences.find_by_name(connection, name)
        if found is None:
            raise CannotImport(f"The audience '{name}' was removed while it was imported.", "gone")
        return found


async def add_do_not_call(
    database: Database, addresses: Addresses, path: Path, now: datetime
) -> int:
    """Add the numbers of a file to the do-not-call list; return how many are new.

    Raises:
        UnreadableFile: the file is no table with phone numbers.
    """
    added = 0
    table: Table = open_table(path)
    for page in _pages(table.rows()):
        judged = (judge_row(row) for row in page)
        numbers = {one.e164 for one in judged if one.e164 is not None}
        indexes = [addresses.know(ChannelName.SMS, number).sender_id for number in numbers]
        async with database.transaction() as connection:
            added += await reminder_audiences.add_do_not_call(connection, indexes, now)
    return added


def _verdicts(wanted: Wanted, audience: Audience, stack: ExitStack) -> Verdicts:
    length = audience.verdict_bytes
    if wanted.verdicts is None:
        return VerdictBlocks(audience.id, length, wanted.words)
    return stack.enter_context(VerdictFile(wanted.verdicts, length, wanted.words))


def _pages(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while page := list(islice(rows, PAGE)):
        yield page


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
