"""Rows of a database that is measured."""

from typing import Any

import psycopg


def read(url: str, statement: str) -> list[Any]:
    """Return a statement's rows."""
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchall()  # type: ignore[call-overload, no-any-return]
