"""Decisions about a campaign: approve, start, pause, stop, change the caps; each is kept."""

from collections.abc import Collection, Iterable

from bot.clock import business_day
from bot.services.campaigns.asked import CAPS_CHANGED, DRAFTED, Asked, keep_decision
from bot.services.campaigns.plans import Plan, digest_of, require_ahead
from bot.services.campaigns.problems import Problem
from bot.services.campaigns.statuses import CampaignStatus, Reason
from bot.services.campaigns.texts import list_unregistered
from storage import campaign_decisions, campaign_steps, campaigns
from storage.campaign_decisions import Decided
from storage.campaigns import Campaign
from storage.database import Connection

_DRAFT, _APPROVED = CampaignStatus.DRAFT, CampaignStatus.APPROVED
_RUNNING, _PAUSED = CampaignStatus.RUNNING, CampaignStatus.PAUSED


class NotNow(Problem):
    """A decision that can't be taken as the campaign stands."""


async def get(connection: Connection, campaign_id: int) -> Campaign:
    """Return a campaign, locked.

    Raises:
        NotNow: there is none.
    """
    campaign = await campaigns.lock(connection, campaign_id)
    if campaign is None:
        raise NotNow(f"No campaign {campaign_id}; see `vneid-bot campaigns status`.", "gone")
    return campaign


async def approve(
    connection: Connection, campaign_id: int, asked: Asked, seen: str | None = None
) -> None:
    """Approve the plan as it is now; by somebody else than who drafted it.

    Args:
        connection: inside the transaction.
        campaign_id: which.
        asked: who approves.
        seen: digest of the plan that they looked at; None: they name the campaign alone.

    Raises:
        NotNow: the same person, a status that needs no approval, or a deadline that has passed.
    """
    campaign = await get(connection, campaign_id)
    _require(campaign, {_DRAFT, _PAUSED}, "approved")
    if asked.by.strip().casefold() in await _authors(connection, campaign):
        raise NotNow(f"{asked.by} wrote this campaign; a second person has to approve it.", "own")
    if seen not in {None, campaign.plan_digest}:
        raise NotNow("It was changed since you looked at it; look again.", "moved")
    plan = Plan.from_json(campaign.plan)
    require_ahead(plan.deadline, plan.on, asked.business)
    status = _APPROVED if campaign.status == _DRAFT else _PAUSED
    await campaigns.set_status(connection, campaign.id, status.value, approved_by=asked.by)
    await _keep(connection, campaign, asked, "approved", campaign.plan_digest)


async def start(connection: Connection, campaign_id: int, asked: Asked) -> None:
    """Start a campaign, or go on after a pause.

    Raises:
        NotNow: it is not approved as it stands, or a text is not registered.
        BadPlan: the deadline has passed.
    """
    campaign = await get(connection, campaign_id)
    _require(campaign, {_APPROVED, _PAUSED}, "started")
    if campaign.approved_digest != campaign.plan_digest:
        raise NotNow(
            "It was changed after its approval; a second person has to approve it again.", "changed"
        )
    plan = Plan.from_json(campaign.plan)
    require_ahead(plan.deadline, plan.on, asked.business)
    if missing := await list_unregistered(connection, plan):
        raise NotNow(
            f"{len(missing)} texts are not approved by the provider, such as: “{missing[0]}”. "
            "See `vneid-bot campaigns templates`.",
            "unregistered",
            str(len(missing)),
        )
    await campaign_steps.skip_before(connection, campaign.id, business_day(asked.business))
    await campaign_steps.hasten(connection, campaign.id, asked.business)
    await campaigns.set_status(connection, campaign.id, _RUNNING.value)
    await _keep(connection, campaign, asked, "started", None)


async def pause(connection: Connection, campaign_id: int, asked: Asked, why: str | None) -> None:
    """Claim nothing more until the campaign is started again.

    Raises:
        NotNow: it does not run.
    """
    campaign = await get(connection, campaign_id)
    _require(campaign, {_RUNNING}, "paused")
    await campaigns.set_status(connection, campaign.id, _PAUSED.value, reason=why)
    await _keep(connection, campaign, asked, "paused", why)


async def stop(connection: Connection, campaign_id: int, asked: Asked, why: str | None) -> int:
    """Cancel what is not sent, for good; return how many reminders that were.

    Raises:
        NotNow: it is over already.
    """
    campaign = await get(connection, campaign_id)
    _require(campaign, {_DRAFT, _APPROVED, _RUNNING, _PAUSED}, "stopped")
    await campaigns.set_status(connection, campaign.id, CampaignStatus.STOPPED.value, reason=why)
    reason = Reason.CAMPAIGN_STOPPED.value
    cancelled = await campaign_steps.cancel_rest(connection, campaign.id, reason, asked.real)
    await campaign_steps.hasten(connection, campaign.id, asked.business)
    await _keep(connection, campaign, asked, "stopped", why)
    return cancelled


async def change_caps(
    connection: Connection,
    campaign_id: int,
    asked: Asked,
    *,
    cap_segments: int | None,
    cap_vnd: int | None,
) -> None:
    """Change the caps of a campaign that does not run; it needs a new approval.

    Raises:
        NotNow: it runs, or it is over.
    """
    campaign = await get(connection, campaign_id)
    _require(campaign, {_DRAFT, _APPROVED, _PAUSED}, "changed")
    terms = {
        "audience_id": campaign.audience_id,
        "cap_segments": cap_segments,
        "cap_vnd": cap_vnd,
        "price_vnd": campaign.price_vnd,
    }
    digest = digest_of(Plan.from_json(campaign.plan), **terms)
    await campaigns.set_caps(
        connection, campaign.id, digest, cap_segments=cap_segments, cap_vnd=cap_vnd
    )
    if campaign.status == _APPROVED:
        await campaigns.set_status(connection, campaign.id, _DRAFT.value)
    note = f"segments {cap_segments}, VND {cap_vnd}"
    await _keep(connection, campaign, asked, CAPS_CHANGED, note)


async def keep_rehearsal(
    connection: Connection, campaign: Campaign, asked: Asked, people: int
) -> None:
    """Keep that the texts went to members of staff."""
    await _keep(connection, campaign, asked, "rehearsed", str(people))


def authors_of(campaign: Campaign, decided: Iterable[Decided]) -> set[str]:
    """Return the logins of who had a hand in a plan and its caps; none of them approves it."""
    wrote = {one.by for one in decided if one.decision in {DRAFTED, CAPS_CHANGED}}
    return {by.strip().casefold() for by in {*wrote, campaign.created_by}}


def _require(campaign: Campaign, statuses: Collection[CampaignStatus], what: str) -> None:
    if campaign.status not in {status.value for status in statuses}:
        raise NotNow(
            f"Campaign {campaign.id} is {campaign.status}; it can't be {what} now.", "status"
        )


async def _keep(
    connection: Connection, campaign: Campaign, asked: Asked, decision: str, note: str | None
) -> None:
    await keep_decision(connection, campaign.id, asked, decision, note)


async def _authors(connection: Connection, campaign: Campaign) -> set[str]:
    """Return who had a hand in what is to be approved."""
    return authors_of(campaign, await campaign_decisions.list_all(connection, campaign.id))
