"""Loads many rows at once, for demonstrations and measurements; nothing real comes in this way."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

import psycopg
from psycopg import sql

from storage.urls import write_libpq_url

_SEQUENCES = ("conversations", "tickets")
# Each names the other: conversations come first, and learn of their tickets last.
_POINT_TO_TICKETS = """
    UPDATE conversations SET ticket_id = tickets.id FROM tickets
    WHERE tickets.conversation_id = conversations.id AND conversations.ticket_id IS NULL
        AND tickets.status IN ('open', 'waiting', 'snoozed')
"""


class Loader:
    """A connection that copies rows in; each batch is a transaction of its own."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(write_libpq_url(url), autocommit=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._connection.close()

    def next_id(self, table: str) -> int:
        """Return the number that the next row of a table would get at the earliest."""
        statement = sql.SQL("SELECT coalesce(max(id), 100) + 1 FROM {}")
        row = self._connection.execute(statement.format(sql.Identifier(table))).fetchone()
        return int(row[0]) if row else 1

    def is_empty(self, table: str) -> bool:
        """Tell whether a table has no rows."""
        statement = sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(table))
        return self._connection.execute(statement).fetchone() is None

    def load(self, batch: Mapping[str, tuple[Sequence[str], Iterable[Sequence[Any]]]]) -> None:
        """Copy rows into tables, in order; a table's columns come with its rows."""
        with self._connection.transaction(), self._connection.cursor() as cursor:
            for table, (columns, rows) in batch.items():
                names = sql.SQL(", ").join(map(sql.Identifier, columns))
                statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
                with cursor.copy(statement) as copy:
                    for row in rows:
                        copy.write_row(row)

    def finish(self) -> None:
        """Tell conversations of their tickets, number on after them, and count what there is."""
        self._connection.execute(_POINT_TO_TICKETS)
        for table in _SEQUENCES:
            statement = sql.SQL(
                "SELECT setval(pg_get_serial_sequence({}, 'id'), max(id)) FROM {}"
            ).format(sql.Literal(table), sql.Identifier(table))
            self._connection.execute(statement)
        self._connection.execute("VACUUM ANALYZE")
