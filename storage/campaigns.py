"""Campaigns: drafted, approved, and locked while something is decided about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Text, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection

_COLUMNS = """
    campaigns.id, campaigns.name, audience_id, plan, plan_digest, status, reason, cap_segments,
    cap_vnd, price_vnd, used_segments, warned_at, campaigns.created_at, created_by, approved_by,
    approved_digest
"""

_ADD = text("""
    INSERT INTO campaigns (
        name, audience_id, plan, plan_digest, cap_segments, cap_vnd, price_vnd, created_at,
        created_by
    ) VALUES (
        :name, :audience_id, :plan, :plan_digest, :cap_segments, :cap_vnd, :price_vnd, :now, :by
    ) RETURNING id
""").bindparams(
    bindparam("plan", type_=JSONB),
    bindparam("cap_segments", type_=BigInteger),
    bindparam("cap_vnd", type_=BigInteger),
)

_FIND = text(f"SELECT {_COLUMNS} FROM campaigns WHERE id = :id")  # noqa: S608 - constants
_LOCK = text(f"SELECT {_COLUMNS} FROM campaigns WHERE id = :id FOR UPDATE")  # noqa: S608
_LIST = text(f"SELECT {_COLUMNS} FROM campaigns ORDER BY id DESC LIMIT 200")  # noqa: S608

_SET_STATUS = text("""
    UPDATE campaigns SET status = :status, reason = :reason,
        approved_by = coalesce(:approved_by, approved_by),
        approved_digest = CASE WHEN :approved_by IS NULL THEN approved_digest ELSE plan_digest END,
        ended_at = CASE WHEN :status = 'stopped' THEN now() END
    WHERE id = :id
""").bindparams(bindparam("approved_by", type_=Text), bindparam("reason", type_=Text))

_SET_CAPS = text("""
    UPDATE campaigns SET cap_segments = :cap_segments, cap_vnd = :cap_vnd, plan_digest = :digest,
        warned_at = NULL
    WHERE id = :id
""").bindparams(bindparam("cap_segments", type_=BigInteger), bindparam("cap_vnd", type_=BigInteger))

_USE = text("""
    UPDATE campaigns SET used_segments = used_segments + :segments,
        warned_at = CASE WHEN :warn THEN coalesce(warned_at, :now) ELSE warned_at END
    WHERE id = :id
""").bindparams(bindparam("now", type_=TIMESTAMP(timezone=True)))


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign; see `storage.models.CampaignRow`."""

    id: int
    name: str
    audience_id: int
    plan: Mapping[str, Any]
    plan_digest: str
    status: str
    reason: str | None
    cap_segments: int | None
    cap_vnd: int | None
    price_vnd: int
    used_segments: int
    warned_at: datetime | None
    created_at: datetime
    created_by: str
    approved_by: str | None
    approved_digest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCampaign:
    """A campaign that is still to be kept."""

    name: str
    audience_id: int
    plan: Mapping[str, Any]
    plan_digest: str
    cap_segments: int | None
    cap_vnd: int | None
    price_vnd: int


async def add(connection: AsyncConnection, new: NewCampaign, by: str, now: datetime) -> int:
    """Keep a draft and return its id."""
    values = {
        "name": new.name,
        "audience_id": new.audience_id,
        "plan": dict(new.plan),
        "plan_digest": new.plan_digest,
        "cap_segments": new.cap_segments,
        "cap_vnd": new.cap_vnd,
        "price_vnd": new.price_vnd,
        "now": now,
        "by": by,
    }
    return int((await connection.execute(_ADD, values)).scalar_one())


async def find(connection: AsyncConnection, campaign_id: int) -> Campaign | None:
    """Return a campaign."""
    row = (await connection.execute(_FIND, {"id": campaign_id})).one_or_none()
    return Campaign(*row) if row else None


async def lock(connection: AsyncConnection, campaign_id: int) -> Campaign | None:
    """Return a campaign that nobody else changes until this transaction ends."""
    row = (await connection.execute(_LOCK, {"id": campaign_id})).one_or_none()
    return Campaign(*row) if row else None


async def list_newest(connection: AsyncConnection) -> tuple[Campaign, ...]:
    """Return campaigns, the newest first."""
    return tuple(Campaign(*row) for row in await connection.execute(_LIST))


async def set_status(
    connection: AsyncConnection,
    campaign_id: int,
    status: str,
    *,
    reason: str | None = None,
    approved_by: str | None = None,
) -> None:
    """Change where a campaign stands; an approval is of the plan as it is now."""
    values = {"id": campaign_id, "status": status, "reason": reason, "approved_by": approved_by}
    await connection.execute(_SET_STATUS, values)


async def set_caps(
    connection: AsyncConnection,
    campaign_id: int,
    digest: str,
    *,
    cap_segments: int | None,
    cap_vnd: int | None,
) -> None:
    """Change the caps; with the new digest the approval is of another plan."""
    values = {
        "id": campaign_id,
        "digest": digest,
        "cap_segments": cap_segments,
        "cap_vnd": cap_vnd,
    }
    await connection.execute(_SET_CAPS, values)


async def use(
    connection: AsyncConnection, campaign_id: int, segments: int, now: datetime, *, warn: bool
) -> None:
    """Count segments as used, and keep when most of a cap is."""
    values = {"id": campaign_id, "segments": segments, "warn": warn, "now": now}
    await connection.execute(_USE, values)
