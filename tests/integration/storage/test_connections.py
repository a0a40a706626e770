import psycopg
import pytest
from sqlalchemy.engine import make_url

from storage.database import Database
from storage.errors import DatabaseUnreachable, SchemaBehind, TooManyConnections
from tests.integration.storage.turn_examples import example_turn, read_transcript, store


def end_connections(url):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


async def test_transaction_starts_again_where_its_connection_had_broken(
    database, fresh_database_url
):
    await store(database, "an", example_turn("một"))
    end_connections(fresh_database_url)

    await store(database, "an", example_turn("hai"))

    assert [line.text for line in await read_transcript(database, "an")] == ["một", "hai"]


async def test_connection_lost_within_a_transaction_is_told_and_the_next_one_works(
    database, fresh_database_url
):
    async def lose_the_connection():
        async with database.transaction() as connection:
            end_connections(fresh_database_url)
            await connection.exec_driver_sql("SELECT 1")

    with pytest.raises(DatabaseUnreachable):
        await lose_the_connection()

    await database.probe()


async def test_probe_passes_where_the_database_answers(database):
    await database.probe()


async def test_probe_names_the_setting_where_nobody_answers():
    database = Database("postgresql://vneid@127.0.0.1:1/vneid")

    with pytest.raises(DatabaseUnreachable, match="VNEID_DATABASE_URL"):
        await database.probe()


async def test_unknown_database_is_told_from_a_dead_server(database_url):
    elsewhere = make_url(database_url).set(database="elsewhere")
    database = Database(elsewhere.render_as_string(hide_password=False))

    with pytest.raises(DatabaseUnreachable, match="database name"):
        await database.probe()


async def test_turn_in_a_database_without_tables_names_the_command(unmigrated_database_url):
    database = Database(unmigrated_database_url)

    with pytest.raises(SchemaBehind, match="vneid-bot db upgrade"):
        await store(database, "an", example_turn())
    await database.dispose()


async def test_pool_that_stays_empty_says_so(fresh_database_url):
    database = Database(fresh_database_url, pool_size=1, wait_seconds=0.1)

    async with database.transaction():
        with pytest.raises(TooManyConnections, match="busy"):
            await database.probe()
    await database.dispose()
