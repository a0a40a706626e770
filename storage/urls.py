"""Reads a database's address in the forms people write it."""

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import StorageError

_DRIVER = "postgresql+psycopg"
_ACCEPTED = {"postgres", "postgresql", _DRIVER}


def read_url(text: str) -> URL:
    """The address with our driver named.

    Raises:
        StorageError: not an address, or not PostgreSQL's.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise StorageError(_describe("can't be read")) from None
    if url.drivername not in _ACCEPTED:
        raise StorageError(_describe(f"names `{url.drivername}`"))
    return url.set(drivername=_DRIVER)


def write_libpq_url(text: str) -> str:
    """The address as PostgreSQL's own programs take it."""
    return read_url(text).set(drivername="postgresql").render_as_string(hide_password=False)


def _describe(fault: str) -> str:
    return (
        f"VNEID_DATABASE_URL {fault}. It looks like postgresql://user:password@host:5432/name, or "
        "is left out for the embedded database."
    )
