"""Audiences: people who may be reminded, with the basis; imported page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection

_COLUMNS = """
    id, name, legal_basis, digest, imported_by, rows_read, rows_total, verdict_bytes, verdicts,
    created_at, complete_at, withdrawn_at
"""

_ADD = text(f"""
    INSERT INTO reminder_audiences (name, legal_basis, digest, imported_by, created_at)
    VALUES (:name, :legal_basis, :digest, :by, :now)
    RETURNING {_COLUMNS}
""")  # noqa: S608 - constants
_FIND_BY_NAME = text(f"SELECT {_COLUMNS} FROM reminder_audiences WHERE name = :name")  # noqa: S608
_FIND = text(f"SELECT {_COLUMNS} FROM reminder_audiences WHERE id = :id")  # noqa: S608 - constants
_LIST = text(f"SELECT {_COLUMNS} FROM reminder_audiences ORDER BY id DESC LIMIT 200")  # noqa: S608

_FIND_BARRED = text("""
    SELECT given.index, listed, refused, dead
    FROM unnest(CAST(:indexes AS text[])) AS given (index)
    CROSS JOIN LATERAL (
        SELECT EXISTS (SELECT FROM do_not_call WHERE phone_index = given.index),
            EXISTS (
                SELECT FROM optouts
                WHERE channel = 'sms' AND sender_id = given.index AND ended_at IS NULL
            ),
            EXISTS (
                SELECT FROM reminder_recipients
                WHERE phone_index = given.index AND suppressed IS NOT NULL
            )
    ) AS bars (listed, refused, dead)
    WHERE listed OR refused OR dead
""")

_ADD_MEMBERS = text("""
    WITH given AS MATERIALIZED (
        SELECT * FROM unnest(
            CAST(:indexes AS text[]), CAST(:phones AS text[]), CAST(:languages AS text[])
        ) AS given (index, phone, language)
    ), added AS (
        INSERT INTO reminder_recipients (phone, phone_index, language, created_at)
        SELECT phone, index, language, :now FROM given
        ON CONFLICT (phone_index) DO NOTHING
        RETURNING id, phone_index
    ), everyone AS (
        SELECT id, phone_index FROM added
        UNION ALL
        SELECT recipients.id, recipients.phone_index FROM given
        JOIN reminder_recipients AS recipients ON recipients.phone_index = given.index
    ), joined AS (
        INSERT INTO reminder_audience_members (audience_id, recipient_id)
        SELECT :audience_id, id FROM everyone
        ON CONFLICT DO NOTHING
        RETURNING recipient_id
    )
    SELECT phone_index FROM joined JOIN everyone ON everyone.id = joined.recipient_id
""").bindparams(bindparam("now", type_=TIMESTAMP(timezone=True)))

_MARK_PROGRESS = text("""
    UPDATE reminder_audiences SET rows_read = :rows_read, verdict_bytes = :verdict_bytes,
        verdicts = :verdicts, complete_at = :complete_at
    WHERE id = :id AND complete_at IS NULL
""").bindparams(
    bindparam("verdicts", type_=JSONB),
    bindparam("complete_at", type_=TIMESTAMP(timezone=True)),
)

_ADD_DO_NOT_CALL = text("""
    INSERT INTO do_not_call (phone_index, added_at)
    SELECT index, :now FROM unnest(CAST(:indexes AS text[])) AS given (index)
    ON CONFLICT DO NOTHING
""")

_SET_TOTAL = text("UPDATE reminder_audiences SET rows_total = :rows WHERE id = :id")
_WITHDRAW = text("""
    UPDATE reminder_audiences SET withdrawn_at = coalesce(withdrawn_at, :now) WHERE id = :id
""")


@dataclass(frozen=True, slots=True)
class Audience:
    """An audience; see `storage.models.ReminderAudienceRow`."""

    id: int
    name: str
    legal_basis: str
    digest: str
    imported_by: str
    rows_read: int
    rows_total: int | None
    verdict_bytes: int
    verdicts: Mapping[str, int]
    created_at: datetime
    complete_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewMember:
    """A person to be added; `phone` is sealed."""

    phone_index: str
    phone: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an import has come."""

    rows_read: int
    verdict_bytes: int
    verdicts: Mapping[str, int]
    complete_at: datetime | None


async def add(
    connection: AsyncConnection, name: str, legal_basis: str, digest: str, by: str, now: datetime
) -> Audience:
    """Keep a new audience, still empty."""
    values = {"name": name, "legal_basis": legal_basis, "digest": digest, "by": by, "now": now}
    return Audience(*(await connection.execute(_ADD, values)).one())


async def set_total(connection: AsyncConnection, audience_id: int, rows: int) -> None:
    """Keep how many rows a file has, for whoever waits."""
    await connection.execute(_SET_TOTAL, {"id": audience_id, "rows": rows})


async def find_by_name(connection: AsyncConnection, name: str) -> Audience | None:
    """Return the audience with a name."""
    row = (await connection.execute(_FIND_BY_NAME, {"name": name})).one_or_none()
    return Audience(*row) if row else None


async def find(connection: AsyncConnection, audience_id: int) -> Audience | None:
    """Return an audience."""
    row = (await connection.execute(_FIND, {"id": audience_id})).one_or_none()
    return Audience(*row) if row else None


async def list_newest(connection: AsyncConnection) -> tuple[Audience, ...]:
    """Return audiences, the newest first."""
    return tuple(Audience(*row) for row in await connection.execute(_LIST))


async def find_barred(
    connection: AsyncConnection, indexes: Sequence[str]
) -> dict[str, tuple[bool, bool, bool]]:
    """Return numbers that can't be added: on the do-not-call list, opted out, suppressed."""
    rows = await connection.execute(_FIND_BARRED, {"indexes": list(indexes)})
    return {index: (listed, refused, dead) for index, listed, refused, dead in rows}


async def add_members(
    connection: AsyncConnection, audience_id: int, members: Sequence[NewMember], now: datetime
) -> frozenset[str]:
    """Add people whose numbers differ; return the numbers that were not in the audience before."""
    values = {
        "audience_id": audience_id,
        "indexes": [member.phone_index for member in members],
        "phones": [member.phone for member in members],
        "languages": [member.language for member in members],
        "now": now,
    }
    return frozenset((await connection.execute(_ADD_MEMBERS, values)).scalars())


async def mark_progress(connection: AsyncConnection, audience_id: int, progress: Progress) -> None:
    """Keep how far an import has come, in the transaction that added its rows."""
    values = {
        "id": audience_id,
        "rows_read": progress.rows_read,
        "verdict_bytes": progress.verdict_bytes,
        "verdicts": dict(progress.verdicts),
        "complete_at": progress.complete_at,
    }
    await connection.execute(_MARK_PROGRESS, values)


async def add_do_not_call(
    connection: AsyncConnection, indexes: Sequence[str], now: datetime
) -> int:
    """Add numbers to the do-not-call list; return how many are new."""
    values = {"indexes": list(indexes), "now": now}
    return (await connection.execute(_ADD_DO_NOT_CALL, values)).rowcount


async def withdraw(connection: AsyncConnection, audience_id: int, now: datetime) -> None:
    """Keep that the basis of an audience is gone: nobody of it is reminded any more."""
    await connection.execute(_WITHDRAW, {"id": audience_id, "now": now})
