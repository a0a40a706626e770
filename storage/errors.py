"""What can go wrong with the store, each error saying what to change or to run.

StorageError
├── DatabaseUnreachable     nothing answers, or it does not let us in
├── DatabaseFull            no disk space left
├── TooManyConnections      the server has no connection left for us
├── SchemaBehind            the tables are older than the program
├── AlreadyRecorded         the message has had its turn
└── EmbeddedFailed          the PostgreSQL under our own supervision can't run
"""


class StorageError(Exception):
    """The store can't do its work; the message says what to do about it."""


class DatabaseUnreachable(StorageError):
    """No database answers at the address, or it does not let us in."""


class DatabaseFull(StorageError):
    """The database has no disk space left."""


class TooManyConnections(StorageError):
    """The server has no connection left for us."""


class SchemaBehind(StorageError):
    """The tables are older than the program."""

    def __init__(self, detail: str = "The tables are missing or older than the program.") -> None:
        super().__init__(f"{detail} Run `vneid-bot db upgrade`.")


class AlreadyRecorded(StorageError):
    """The message has had its turn; roll back and show what was shown then."""

    def __init__(self, message_id: str | None) -> None:
        super().__init__(f"The message {message_id} is stored already.")


class EmbeddedFailed(StorageError):
    """The embedded PostgreSQL can't run."""
