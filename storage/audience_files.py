"""Files of audiences, in pieces: what an officer uploaded, and the verdicts they get back."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_ADD_UPLOAD = text("INSERT INTO audience_uploads (audience_id, body) VALUES (:audience_id, :body)")
_NEXT_UPLOAD = text("""
    SELECT id, body FROM audience_uploads WHERE audience_id = :audience_id AND id > :after
    ORDER BY id LIMIT 1
""")
_DROP_UPLOAD = text("DELETE FROM audience_uploads WHERE audience_id = :audience_id")

_ADD_VERDICTS = text("""
    INSERT INTO audience_verdicts (audience_id, place, body) VALUES (:audience_id, :place, :body)
""")
_NEXT_VERDICTS = text("""
    SELECT place, body FROM audience_verdicts WHERE audience_id = :audience_id AND place > :after
    ORDER BY place LIMIT 1
""")


async def add_upload(connection: AsyncConnection, audience_id: int, sealed: str) -> None:
    """Keep the next piece of an uploaded file."""
    await connection.execute(_ADD_UPLOAD, {"audience_id": audience_id, "body": sealed})


async def find_upload(
    connection: AsyncConnection, audience_id: int, after: int
) -> tuple[int, str] | None:
    """Return the piece after one, with its own number; None: that was all."""
    values = {"audience_id": audience_id, "after": after}
    row = (await connection.execute(_NEXT_UPLOAD, values)).one_or_none()
    return (row.id, row.body) if row else None


async def drop_upload(connection: AsyncConnection, audience_id: int) -> None:
    """Forget an uploaded file."""
    await connection.execute(_DROP_UPLOAD, {"audience_id": audience_id})


async def add_verdicts(
    connection: AsyncConnection, audience_id: int, place: int, body: bytes
) -> None:
    """Keep the next piece of a verdict file."""
    values = {"audience_id": audience_id, "place": place, "body": body}
    await connection.execute(_ADD_VERDICTS, values)


async def find_verdicts(
    connection: AsyncConnection, audience_id: int, after: int
) -> tuple[int, bytes] | None:
    """Return the piece of a verdict file after a place, with its own place; None: that was all."""
    values = {"audience_id": audience_id, "after": after}
    row = (await connection.execute(_NEXT_VERDICTS, values)).one_or_none()
    return (row.place, bytes(row.body)) if row else None
