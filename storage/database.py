"""The connections of one process to PostgreSQL."""

import asyncio
import itertools
import json
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import TypeAlias

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.diagnosis import explain
from storage.errors import TooManyConnections
from storage.urls import read_url

_POOL_SIZE = 10
_CONNECT_SECONDS = 5
_WAIT_SECONDS = 30.0
_PREPARE_AFTER = 2

_BUSY = (
    "All database connections of this process are busy. Run more `vneid-bot` processes, or point "
    "VNEID_DATABASE_URL to a faster server."
)

_KILL_AFTER = int(os.environ.get("VNEID_KILL_AFTER_COMMIT") or 0)
"""For tests alone: the process is killed after so many commits; 0: never."""
_commits = itertools.count(1)

_write_json = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


Connection: TypeAlias = AsyncConnection
"""A connection inside a transaction, for callers that only hand it on."""


class Database:
    """A pool of connections; nothing is opened before the first transaction.

    The driver itself runs in autocommit, and a transaction begins with an explicit BEGIN. That
    costs no more than the driver's own, and it is where a connection that broke while it lay in
    the pool is noticed: nothing has been done yet, so the transaction starts again on a new one.
    """

    def __init__(
        self, url: str, pool_size: int = _POOL_SIZE, wait_seconds: float = _WAIT_SECONDS
    ) -> None:
        self.url = read_url(url)
        self._engine: AsyncEngine = create_async_engine(
            self.url,
            isolation_level="AUTOCOMMIT",
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=wait_seconds,
            json_serializer=_write_json,
            connect_args={
                "prepare_threshold": _PREPARE_AFTER,
                "connect_timeout": _CONNECT_SECONDS,
                "application_name": "vneid-bot",
            },
        )

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """Commit at the end of the block, roll back if it raises.

        Raises:
            StorageError: the database is gone, full or not migrated.
        """
        try:
            connection = await self._begin()
            try:
                yield connection
                await connection.commit()
                _count_commit()
            finally:
                await _give_back(connection)
        except PoolTimeout as error:
            raise TooManyConnections(_BUSY) from error
        except DBAPIError as error:
            raise explain(error) or error from error

    async def probe(self) -> None:
        """Ask the database for a sign of life.

        Raises:
            StorageError: there is none.
        """
        async with self.transaction() as connection:
            await connection.execute(text("SELECT 1"))

    async def dispose(self) -> None:
        """Close the connections that lie in the pool."""
        await self._engine.dispose()

    async def _begin(self) -> AsyncConnection:
        try:
            return await self._begin_once()
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
        # A broken connection empties the whole pool, so the next one is new.
        return await self._begin_once()

    async def _begin_once(self) -> AsyncConnection:
        connection = await self._engine.connect()
        try:
            await connection.exec_driver_sql("BEGIN")
        except BaseException:
            await _give_back(connection)
            raise
        return connection


def _count_commit() -> None:
    """Die where a test wants it: every commit is a place that a crash must not matter at."""
    if _KILL_AFTER and next(_commits) == _KILL_AFTER:
        os.kill(os.getpid(), signal.SIGKILL)


async def _give_back(connection: AsyncConnection) -> None:
    """Roll back what was not committed; a cancelled request must not leave it half done."""
    await asyncio.shield(asyncio.create_task(connection.close()))
