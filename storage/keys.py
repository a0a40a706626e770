"""The key that rows are sealed with: recognised at a start, changed by an operator."""

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, text

from storage.crypto import Cipher, WrongKey
from storage.errors import StorageError
from storage.schema import connect

_INDEX_SECRET = "encryption_keys.sealed_index_secret"  # noqa: S105 - a column

_REMEMBER = text("""
    INSERT INTO encryption_keys (id, fingerprint, sealed_index_secret)
    VALUES (1, :fingerprint, :sealed) ON CONFLICT DO NOTHING
""")
_FIND = text("SELECT fingerprint, sealed_index_secret FROM encryption_keys FOR UPDATE")
_CHANGE = text(
    "UPDATE encryption_keys SET fingerprint = :fingerprint, sealed_index_secret = :sealed"
)
_COUNT_OTHERS = text("""
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'vneid-bot'
        AND pid <> pg_backend_pid()
""")


class StillRunning(StorageError):
    """Processes work with the old key."""

    def __init__(self, connections: int) -> None:
        super().__init__(
            f"Web or worker processes still hold {connections} connections. Stop them all, change "
            "the key, and start them with the new one."
        )


@dataclass(frozen=True, slots=True)
class Sealed:
    """A column that holds sealed values.

    Attributes:
        key: the column that names a row.
        purpose: what the values were sealed for; `{key}` stands for the row's name.
    """

    table: str
    key: str
    column: str
    purpose: str


SEALED = (
    Sealed("audience_uploads", "id", "body", "audience_uploads.body"),
    Sealed("conversations", "id", "address", "conversations.address"),
    Sealed("live_checks", "id", "secret", "live_checks.secret"),
    Sealed("reminder_recipients", "id", "phone", "conversations.address"),
    Sealed("staff", "login", "totp_secret", "staff.totp_secret:{key}"),
)
"""Every one of them: what is missing here can't be read any more after a change of the key."""


def open_cipher(url: str, secret: str) -> Cipher:
    """Return what seals the rows of a migrated database; the first key is remembered.

    Raises:
        WrongKey: the rows were sealed with another key.
    """
    with connect(url) as connection:
        first = Cipher(secret)
        sealed = first.seal(secrets.token_urlsafe(32), _INDEX_SECRET)
        connection.execute(_REMEMBER, {"fingerprint": first.fingerprint, "sealed": sealed})
        cipher = _open(connection, secret)
        connection.commit()
    return cipher


def rotate(url: str, old_secret: str, new_secret: str) -> int:
    """Seal every value with a new key, all or none, and return how many there were.

    Raises:
        WrongKey: the old key is not the one in use.
        StillRunning: processes work with the old key.
    """
    with connect(url) as connection:
        others = connection.execute(_COUNT_OTHERS).scalar_one()
        if others:
            raise StillRunning(others)
        old, new = _open(connection, old_secret), Cipher(new_secret)
        index_secret = old.open(connection.execute(_FIND).one()[1], _INDEX_SECRET)
        sealed = new.seal(index_secret, _INDEX_SECRET)
        connection.execute(_CHANGE, {"fingerprint": new.fingerprint, "sealed": sealed})
        changed = sum(_seal_again(connection, column, old, new) for column in SEALED)
        connection.commit()
    return changed


def _open(connection: Connection, secret: str) -> Cipher:
    row = connection.execute(_FIND).one_or_none()
    if row is None or row.fingerprint != Cipher(secret).fingerprint:
        raise WrongKey
    return Cipher(secret, Cipher(secret).open(row.sealed_index_secret, _INDEX_SECRET))


def _seal_again(connection: Connection, where: Sealed, old: Cipher, new: Cipher) -> int:
    table, key, column = where.table, where.key, where.column
    rows = connection.execute(
        text(f"SELECT {key}, {column} FROM {table} WHERE {column} IS NOT NULL FOR UPDATE")  # noqa: S608 - ours
    ).all()
    values = []
    for name, sealed in rows:
        purpose = where.purpose.format(key=name)
        values.append({"key": name, "value": new.seal(old.open(sealed, purpose), purpose)})
    if values:
        update = text(f"UPDATE {table} SET {column} = :value WHERE {key} = :key")  # noqa: S608 - ours
        connection.execute(update, values)
    return len(values)
