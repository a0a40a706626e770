from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import NullPool, create_engine

from storage import schema
from storage.database import Database
from storage.errors import DatabaseUnreachable, SchemaBehind
from storage.models import Model
from storage.urls import read_url


def is_ours(thing, name, kind, *_comparison):
    """Procrastinate brings its own tables."""
    table = name if kind == "table" else thing.table.name
    return not table.startswith("procrastinate_")


def list_differences(url):
    engine = create_engine(read_url(url), poolclass=NullPool)
    with engine.connect() as connection:
        options = {"compare_server_default": True, "include_object": is_ours}
        return compare_metadata(
            MigrationContext.configure(connection, opts=options), Model.metadata
        )


def test_upgrade_from_empty_equals_the_models(unmigrated_database_url):
    assert list_differences(unmigrated_database_url) != []

    schema.upgrade(unmigrated_database_url)

    assert list_differences(unmigrated_database_url) == []


def test_upgrade_is_told_apart_from_an_empty_database(unmigrated_database_url):
    assert schema.current_revision(unmigrated_database_url) is None
    assert not schema.is_current(unmigrated_database_url)

    schema.upgrade(unmigrated_database_url)

    assert schema.current_revision(unmigrated_database_url) == schema.head_revision()
    assert schema.is_current(unmigrated_database_url)


def test_upgrades_at_once_wait_for_each_other(unmigrated_database_url):
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(schema.upgrade, unmigrated_database_url) for _ in range(4)]:
            done.result()

    with psycopg.connect(unmigrated_database_url) as connection:
        versions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    assert versions == [(schema.head_revision(),)]


async def test_database_without_tables_is_refused_with_the_command_to_run(unmigrated_database_url):
    database = Database(unmigrated_database_url)
    with pytest.raises(SchemaBehind, match="vneid-bot db upgrade"):
        await schema.require_current(database)

    schema.upgrade(unmigrated_database_url)

    await schema.require_current(database)
    await database.dispose()


def test_upgrade_of_a_database_nobody_serves_says_which_setting():
    with pytest.raises(DatabaseUnreachable, match="VNEID_DATABASE_URL"):
        schema.upgrade("postgresql://vneid@127.0.0.1:1/vneid")
