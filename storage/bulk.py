"""Loads many rows at once, for demonstrations and measurements; nothing real comes in this way."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import psycopg
from psycopg import sql

from storage.urls import write_libpq_url

_SEQUENCES = ("conversations", "tickets")


class Loader:
    """A connection that copies rows in; each batch is a transaction of its own."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(write_libpq_url(url))

    def next_id(self, table: str) -> int:
        """Return the number that the next row of a table would get at the earliest."""
        statement = sql.SQL("SELECT coalesce(max(id), 100) + 1 FROM {}")
        row = self._connection.execute(statement.format(sql.Identifier(table))).fetchone()
        return int(row[0]) if row else 1

    def load(self, batch: Mapping[str, tuple[Sequence[str], Iterable[Sequence[Any]]]]) -> None:
        """Copy rows into tables, in order; a table's columns come with its rows."""
        with self._connection.transaction(), self._connection.cursor() as cursor:
            for table, (columns, rows) in batch.items():
                names = sql.SQL(", ").join(map(sql.Identifier, columns))
                statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
                with cursor.copy(statement) as copy:
                    for row in rows:
                        copy.write_row(row)
            cursor.execute(
                "UPDATE conversations SET ticket_id = tickets.id FROM tickets "
                "WHERE tickets.conversation_id = conversations.id AND conversations.ticket_id "
                "IS NULL AND tickets.status IN ('open', 'waiting', 'snoozed')"
                " AND tickets.id >= %s",
                (self._lowest(batch),),
            )

    def finish(self) -> None:
        """Let the next rows get the numbers after the loaded ones, and count what there is."""
        for table in _SEQUENCES:
            statement = sql.SQL(
                "SELECT setval(pg_get_serial_sequence({}, 'id'), max(id)) FROM {}"
            ).format(sql.Literal(table), sql.Identifier(table))
            self._connection.execute(statement)
        self._connection.commit()
        self._connection.autocommit = True
        self._connection.execute("VACUUM ANALYZE")
        self._connection.close()

    @staticmethod
    def _lowest(batch: Mapping[str, tuple[Sequence[str], Iterable[Sequence[Any]]]]) -> int:
        _columns, rows = batch["tickets"]
        return min((row[0] for row in rows), default=0)
