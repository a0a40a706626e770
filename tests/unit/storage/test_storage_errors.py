import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from storage.diagnosis import explain
from storage.errors import (
    DatabaseFull,
    DatabaseUnreachable,
    SchemaBehind,
    TooManyConnections,
)


def driver_error(original, *, is_broken=False):
    return DBAPIError("INSERT …", {}, original, connection_invalidated=is_broken)


@pytest.mark.parametrize(
    ("original", "kind", "remedy"),
    [
        (psycopg.errors.DiskFull("could not extend file"), DatabaseFull, "VNEID_DATA_DIR"),
        (psycopg.errors.TooManyConnections("no slots"), TooManyConnections, "max_connections"),
        (psycopg.errors.UndefinedTable("no events"), SchemaBehind, "vneid-bot db upgrade"),
        (psycopg.errors.UndefinedColumn("no column"), SchemaBehind, "vneid-bot db upgrade"),
        (psycopg.errors.AdminShutdown("bye"), DatabaseUnreachable, "VNEID_DATABASE_URL"),
        (psycopg.errors.CannotConnectNow("starting"), DatabaseUnreachable, "VNEID_DATABASE_URL"),
        (psycopg.errors.InvalidPassword("no"), DatabaseUnreachable, "user, password"),
        (psycopg.OperationalError("Connection refused"), DatabaseUnreachable, "Check that it runs"),
        (
            psycopg.OperationalError('FATAL:  password authentication failed for user "an"'),
            DatabaseUnreachable,
            "user, password",
        ),
        (
            psycopg.OperationalError("FATAL:  sorry, too many clients already"),
            TooManyConnections,
            "Run fewer processes",
        ),
    ],
)
def test_fault_of_the_server_names_what_to_change(original, kind, remedy):
    error = explain(driver_error(original))

    assert type(error) is kind
    assert remedy in str(error)


def test_connection_lost_in_the_middle_counts_as_unreachable():
    error = explain(driver_error(psycopg.InterfaceError("closed"), is_broken=True))

    assert isinstance(error, DatabaseUnreachable)


@pytest.mark.parametrize("kind", [psycopg.errors.UniqueViolation, psycopg.DataError])
def test_fault_of_the_program_is_let_through(kind):
    assert explain(driver_error(kind("broken rule"))) is None


def test_only_the_first_line_of_the_driver_is_shown():
    error = explain(driver_error(psycopg.errors.DiskFull("no space\nDETAIL: private row")))

    assert "private row" not in str(error)
