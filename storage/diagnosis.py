"""Tells from a driver's error what an operator should do."""

from sqlalchemy.exc import DBAPIError

from storage.errors import (
    DatabaseFull,
    DatabaseUnreachable,
    SchemaBehind,
    StorageError,
    TooManyConnections,
)

_UNREACHABLE = (
    "The database can't be reached: {reason}. Check that it runs and that VNEID_DATABASE_URL "
    "points to it; without VNEID_DATABASE_URL the embedded one in VNEID_DATA_DIR is used."
)
_REFUSED = (
    "The database refuses us: {reason}. Correct user, password and database name in "
    "VNEID_DATABASE_URL."
)
_FULL = (
    "The database has no space left: {reason}. Free disk space, or move the database: "
    "VNEID_DATA_DIR (embedded) or VNEID_DATABASE_URL (server)."
)
_TOO_MANY = (
    "The database has no connection left: {reason}. Run fewer processes, raise the server's "
    "max_connections, or point VNEID_DATABASE_URL to another server."
)

_REFUSED_STATES = {"28000", "28P01", "3D000"}
_MISSING_STATES = {"42P01", "42703", "3F000"}


def explain(error: DBAPIError) -> StorageError | None:
    """The error in our words; None: not an operator's matter, let it through."""
    state = getattr(error.orig, "sqlstate", None)
    reason = first_line(error.orig)
    if state in _REFUSED_STATES or (state is None and _is_login_refusal(reason)):
        return DatabaseUnreachable(_REFUSED.format(reason=reason))
    if state in _MISSING_STATES:
        return SchemaBehind(f"The tables do not fit the program: {reason}.")
    if state == "53100":
        return DatabaseFull(_FULL.format(reason=reason))
    if state == "53300" or (state is None and "too many clients" in reason):
        return TooManyConnections(_TOO_MANY.format(reason=reason))
    if error.connection_invalidated or _is_unreachable(state, error):
        return DatabaseUnreachable(_UNREACHABLE.format(reason=reason))
    return None


def first_line(error: BaseException | None) -> str:
    """The part of a driver's message that fits into a sentence."""
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__


def _is_login_refusal(reason: str) -> bool:
    """Errors while connecting carry no state: libpq hands on words only."""
    marks = ("password authentication failed", "does not exist", "no pg_hba.conf entry")
    return any(mark in reason for mark in marks)


def _is_unreachable(state: str | None, error: DBAPIError) -> bool:
    if state is None:
        return type(error.orig).__name__ in {"OperationalError", "ConnectionTimeout"}
    return state.startswith("08") or state in {"57P01", "57P02", "57P03"}
