"""What every test may ask for: one PostgreSQL for the run, and empty databases in it."""

import os
import secrets
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy.engine import make_url

from storage import schema
from storage.database import Database
from storage.embedded import EmbeddedPostgres
from storage.urls import write_libpq_url


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server for the whole run: the one VNEID_TEST_DATABASE_URL names, or an embedded one.

    Its role must be allowed to create databases.
    """
    if url := os.environ.get("VNEID_TEST_DATABASE_URL"):
        yield write_libpq_url(url)
        return
    server = EmbeddedPostgres(tmp_path_factory.mktemp("postgres"))
    yield server.start()
    server.stop()


@contextmanager
def new_database(server_url: str, template: str = "template1") -> Iterator[str]:
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    try:
        url = make_url(server_url).set(database=name)
        yield url.render_as_string(hide_password=False)
    finally:
        drop_database(server_url, name)


def drop_database(server_url: str, name: str) -> None:
    with psycopg.connect(server_url, autocommit=True) as connection:
        for _ in range(100):
            try:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
            except psycopg.errors.InsufficientPrivilege:
                # A vacuum of the server's own is at work in it, which only a superuser may end.
                time.sleep(0.1)
            else:
                return
    raise TimeoutError(f"database {name} can't be dropped")


@pytest.fixture(scope="session")
def migrated_template(database_url: str) -> Iterator[str]:
    """The name of a database with tables and without rows, to be copied."""
    with new_database(database_url) as url:
        schema.upgrade(url)
        yield str(make_url(url).database)


@pytest.fixture(scope="module")
def fresh_database_url(database_url: str, migrated_template: str) -> Iterator[str]:
    """A migrated database of the test module's own, empty when the module begins."""
    with new_database(database_url, migrated_template) as url:
        yield url


@pytest.fixture
def unmigrated_database_url(database_url: str) -> Iterator[str]:
    """A database without tables."""
    with new_database(database_url) as url:
        yield url


@pytest.fixture
async def database(fresh_database_url: str) -> AsyncIterator[Database]:
    """Connections to the module's database, closed after the test."""
    database = Database(fresh_database_url)
    yield database
    await database.dispose()
