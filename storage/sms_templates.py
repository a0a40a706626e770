"""The texts that the SMS provider knows, and what it says about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Text, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

_PUT = text("""
    INSERT INTO sms_templates (digest, body, changed_by, changed_at)
    SELECT given ->> 'digest', given ->> 'text', :by, :now
    FROM jsonb_array_elements(:templates) AS given
    ON CONFLICT (digest) DO NOTHING
""").bindparams(bindparam("templates", type_=JSONB))

_SET_STATUS = text("""
    UPDATE sms_templates SET status = :status, number = coalesce(:number, number),
        changed_by = :by, changed_at = :now
    WHERE digest = :digest
""").bindparams(bindparam("number", type_=Text))

_LIST = text("""
    SELECT digest, body, status, number, changed_by, changed_at FROM sms_templates
    ORDER BY changed_at DESC, digest
""")

_FIND_APPROVED = text("""
    SELECT digest FROM sms_templates WHERE digest = ANY(:digests) AND status = 'approved'
""")


@dataclass(frozen=True, slots=True)
class Template:
    """A text; see `storage.models.SmsTemplateRow`."""

    digest: str
    body: str
    status: str
    number: str | None
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the provider says about a text, and who wrote it down."""

    digest: str
    status: str
    number: str | None
    by: str
    at: datetime


async def put(
    connection: AsyncConnection, texts: Sequence[tuple[str, str]], by: str, now: datetime
) -> int:
    """Keep texts, given with their digests; return how many are new."""
    templates = [{"digest": digest, "text": words} for digest, words in texts]
    values = {"templates": templates, "by": by, "now": now}
    return (await connection.execute(_PUT, values)).rowcount


async def set_status(connection: AsyncConnection, verdict: Verdict) -> bool:
    """Keep what the provider says about a text; False: the text is not known."""
    values = {
        "digest": verdict.digest,
        "status": verdict.status,
        "number": verdict.number,
        "by": verdict.by,
        "now": verdict.at,
    }
    return (await connection.execute(_SET_STATUS, values)).rowcount > 0


async def list_all(connection: AsyncConnection) -> tuple[Template, ...]:
    """Return all texts, the last changed first."""
    return tuple(Template(*row) for row in await connection.execute(_LIST))


async def find_approved(connection: AsyncConnection, digests: Sequence[str]) -> frozenset[str]:
    """Return which of these texts the provider has approved."""
    found = await connection.execute(_FIND_APPROVED, {"digests": list(digests)})
    return frozenset(found.scalars())
