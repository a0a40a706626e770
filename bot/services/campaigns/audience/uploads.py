"""Takes an officer's file in the console; a worker imports it, stopped or not.

The file waits in the database, sealed: any worker can go on, and nobody reads the numbers in it.
"""

import asyncio
import base64
import tempfile
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from bot.messages import Language
from bot.services.addresses import Addresses
from bot.services.campaigns.asked import Asked, note_act
from bot.services.campaigns.audience.importing import (
    CannotImport,
    Import,
    Wanted,
    digest_of_file,
)
from bot.services.campaigns.audience.table import open_table
from storage import audience_files, jobs, reminder_audiences
from storage.crypto import Cipher
from storage.database import Connection, Database
from storage.reminder_audiences import Audience

Piece = TypeVar("Piece")
_Find = Callable[[Connection, int, int], Awaitable[tuple[int, Piece] | None]]
IMPORT = "import_audience"
"""The task."""
_BLOCK = 1 << 20
_PURPOSE = "audience_uploads.body"


@dataclass(frozen=True, slots=True)
class _Surveyed:
    """What is known of a file before it is imported."""

    digest: str
    rows: int


class Uploads:
    """Files on their way to an audience.

    Args:
        real_now: real time, in UTC.
    """

    def __init__(
        self,
        database: Database,
        addresses: Addresses,
        cipher: Cipher,
        real_now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._addresses = addresses
        self._cipher = cipher
        self._real_now = real_now

    async def take(self, wanted: Wanted, asked: Asked) -> int:
        """Keep a file that can be read, have it imported, and return the audience's id.

        Raises:
            UnreadableFile: the file is no table of people.
            CannotImport: no name, no legal basis, or the name belongs to another file.
        """
        if not wanted.name or not wanted.legal_basis:
            code = "basis" if wanted.name else "name"
            raise CannotImport("Give a name and state the legal basis.", code)
        surveyed = await asyncio.to_thread(_survey, wanted)
        async with self._database.transaction() as connection:
            found = await reminder_audiences.find_by_name(connection, wanted.name)
            if found is not None and found.digest != surveyed.digest:
                raise CannotImport(f"'{wanted.name}' belongs to another file.", "name_taken")
            if found is not None:
                return found.id
            audience = await self._keep(connection, wanted, surveyed)
            await note_act(
                connection,
                asked,
                "audience.upload",
                f"audience {audience.id}",
                name=wanted.name,
                legal_basis=wanted.legal_basis,
                rows=surveyed.rows,
            )
        return audience.id

    async def run(self, audience_id: int, terms: dict[str, Any]) -> None:
        """Import what was taken, or go on with it; then forget the file."""
        async with self._database.transaction() as connection:
            audience = await reminder_audiences.find(connection, audience_id)
        if audience is None or audience.complete_at is not None:
            return
        with tempfile.NamedTemporaryFile(suffix=".csv") as file:
            async for sealed in self._pieces(audience_id, audience_files.find_upload):
                file.write(await asyncio.to_thread(self._open, sealed))
            file.flush()
            work = Import(self._database, self._addresses, self._real_now, lambda _: None)
            await work.run(_wanted(audience, Path(file.name), terms))
        async with self._database.transaction() as connection:
            await audience_files.drop_upload(connection, audience_id)

    async def verdicts(self, audience_id: int) -> AsyncIterator[bytes]:
        """Yield the verdict file, as far as there is one."""
        async for body in self._pieces(audience_id, audience_files.find_verdicts):
            yield zlib.decompress(body)

    async def _keep(self, connection: Connection, wanted: Wanted, surveyed: _Surveyed) -> Audience:
        audience = await reminder_audiences.add(
            connection,
            wanted.name,
            wanted.legal_basis,
            surveyed.digest,
            wanted.by,
            self._real_now(),
        )
        await reminder_audiences.set_total(connection, audience.id, surveyed.rows)
        for block in _blocks(wanted.path):
            sealed = await asyncio.to_thread(self._seal, block)
            await audience_files.add_upload(connection, audience.id, sealed)
        terms = {
            "language": wanted.language.value,
            "words": wanted.words.value,
            "phone_column": wanted.phone_column,
        }
        key = f"import {audience.id}"
        arguments = {"audience_id": audience.id, "terms": terms}
        await jobs.defer(connection, IMPORT, arguments, key=key, lock=key)
        return audience

    async def _pieces(self, audience_id: int, find: _Find[Piece]) -> AsyncIterator[Piece]:
        place = -1
        while True:
            async with self._database.transaction() as connection:
                found = await find(connection, audience_id, place)
            if found is None:
                return
            place, body = found
            yield body

    def _seal(self, block: bytes) -> str:
        text = base64.b64encode(zlib.compress(block, 1)).decode()
        return self._cipher.seal(text, _PURPOSE)

    def _open(self, sealed: str) -> bytes:
        return zlib.decompress(base64.b64decode(self._cipher.open(sealed, _PURPOSE)))


def _survey(wanted: Wanted) -> _Surveyed:
    """Read a file to its end, so that what is wrong with it is said at once."""
    table = open_table(wanted.path, wanted.phone_column)
    return _Surveyed(digest_of_file(wanted.path), sum(1 for _ in table.rows()))


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def _wanted(audience: Audience, path: Path, terms: dict[str, Any]) -> Wanted:
    return Wanted(
        path=path,
        verdicts=None,
        name=audience.name,
        legal_basis=audience.legal_basis,
        by=audience.imported_by,
        language=Language(terms["language"]),
        words=Language(terms["words"]),
        phone_column=terms["phone_column"],
    )
