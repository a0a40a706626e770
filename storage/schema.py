"""The version of the tables: read it, compare it, bring it up to the program's."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError

from storage.database import Database
from storage.diagnosis import explain
from storage.errors import SchemaBehind
from storage.urls import read_url

_SCRIPTS = Path(__file__).parent / "migrations"
_LOCK_KEY = 70_619_563  # any number, as long as every process takes the same


def upgrade(url: str) -> None:
    """Bring the tables up to the program's version; harmless where they are.

    Of two processes that upgrade at once, one waits for the other.

    Raises:
        StorageError: the database can't be reached or is full.
    """
    with connect(url) as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK_KEY})
        connection.commit()
        # Closing the connection gives the lock back.
        command.upgrade(_configure(connection), "head")


def current_revision(url: str) -> str | None:
    """The version of the tables; None: there are none."""
    with connect(url) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head_revision() -> str:
    """The version this program needs."""
    head = ScriptDirectory.from_config(_configure(None)).get_current_head()
    if head is None:
        raise SchemaBehind("The program came without its migrations.")
    return head


def is_current(url: str) -> bool:
    """Whether the tables have the program's version."""
    return current_revision(url) == head_revision()


async def require_current(database: Database) -> None:
    """Let only a database with the program's version through.

    Raises:
        SchemaBehind: the tables are missing or of another version.
    """
    async with database.transaction() as connection:
        found = await connection.run_sync(
            lambda plain: MigrationContext.configure(plain).get_current_revision()
        )
    if found != head_revision():
        raise SchemaBehind(f"The tables have version {found}, the program needs another.")


def _configure(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@contextmanager
def connect(url: str) -> Iterator[Connection]:
    """Open one connection for a short errand outside the pools; commit yourself.

    Raises:
        StorageError: the database can't be reached or is full.
    """
    engine = create_engine(read_url(url), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            yield connection
    except DBAPIError as error:
        raise explain(error) or error from error
    finally:
        engine.dispose()
