"""The claim: one short transaction that decides who is written to now, and pays for it.

What was committed before it wins. After it at most this one text is under way to a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.clock import business_day
from bot.messages import Language
from bot.services.campaigns.budget import Budget
from bot.services.campaigns.judgement import Candidate, Judgement, Rules, Say, judge
from bot.services.campaigns.plans import Plan, name_of_text
from bot.services.campaigns.statuses import CampaignStatus, Reason, ReminderStatus
from storage import campaigns, reminder_audiences, reminder_claims, sms_templates
from storage.campaigns import Campaign
from storage.database import Connection
from storage.reminder_chunks import Chunk
from storage.reminder_claims import Aside, Bars, Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A reminder that its claimer alone may send; `phone` is sealed."""

    id: int
    attempt: int
    recipient_id: int
    phone: str
    text: str
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What came of one claim.

    Attributes:
        claimed: to be sent now.
        next_id: where the next claim goes on; None: nothing more is to be claimed here now.
        due_at: when the whole chunk is to be looked at again, business time; None: by its rows.
    """

    claimed: tuple[Claimed, ...] = ()
    next_id: int | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When a claim is made."""

    business: datetime
    real: datetime


async def claim(
    connection: Connection, chunk: Chunk, first_id: int, moment: Moment, limit: int
) -> Claim:
    """Claim the next reminders of a chunk, from `first_id` on.

    Locks the campaign, so that a pause and the budget hold from the next claim on, then the
    recipients, so that a confirmed link and an opt-out do.
    """
    campaign = await campaigns.lock(connection, chunk.campaign_id)
    if campaign is None or campaign.status != CampaignStatus.RUNNING:
        return Claim()
    plan = Plan.from_json(campaign.plan)
    if not plan.window.is_open(moment.business):
        return Claim(due_at=plan.window.next_opening(moment.business))
    waiting = await reminder_claims.lock_next(connection, chunk, first_id, moment.business, limit)
    if not waiting:
        return Claim()
    judged = await _judge_all(connection, campaign, plan, waiting, moment)
    await _put_aside(connection, judged, moment)
    to_send = [one for one, judgement in judged if judgement.say is Say.SEND]
    affordable = await _pay(connection, campaign, plan, to_send, moment)
    claimed = await _mark(connection, plan, affordable, moment)
    is_over = len(affordable) < len(to_send)
    return Claim(claimed=claimed, next_id=None if is_over else waiting[-1].id + 1)


async def _judge_all(
    connection: Connection,
    campaign: Campaign,
    plan: Plan,
    waiting: Sequence[Waiting],
    moment: Moment,
) -> list[tuple[Waiting, Judgement]]:
    bars = await reminder_claims.find_bars(
        connection, campaign.audience_id, plan.deadline, [one.recipient_id for one in waiting]
    )
    audience = await reminder_audiences.find(connection, campaign.audience_id)
    has_basis = audience is not None and audience.withdrawn_at is None
    names = {text: name_of_text(text) for text in plan.all_texts()}
    approved = await sms_templates.find_approved(connection, list(names.values()))
    ends = {step.days_before: step.useful_until for step in plan.schedule()}
    rules = Rules(plan.window, plan.ends_on_link)
    judged = []
    for one in waiting:
        if names[_text(plan, one)] not in approved:
            judged.append((one, Judgement(Say.DROP, Reason.UNREGISTERED_TEXT)))
            continue
        candidate = _candidate(one, bars[one.recipient_id], ends[one.days_before], has_basis)
        judged.append((one, judge(candidate, rules, moment.business)))
    return judged


def _candidate(one: Waiting, bars: Bars, useful_until: datetime, has_basis: bool) -> Candidate:
    return Candidate(
        delivery_id=one.id,
        useful_until=useful_until,
        is_linked=one.is_linked,
        has_opted_out=bars.has_opted_out,
        is_do_not_call=bars.is_do_not_call,
        asked_in_chat=bars.asked_in_chat,
        is_suppressed=one.is_suppressed,
        has_consent=has_basis and bars.is_member,
        reminded_on=one.reminded_on,
        reminded_by=one.reminded_by,
    )


async def _put_aside(
    connection: Connection, judged: Sequence[tuple[Waiting, Judgement]], moment: Moment
) -> None:
    asides = [
        Aside(one.id, ReminderStatus.CANCELLED.value, str(judgement.reason), None)
        if judgement.say is Say.DROP
        else Aside(one.id, ReminderStatus.QUEUED.value, None, judgement.wait_until)
        for one, judgement in judged
        if judgement.say is not Say.SEND
    ]
    if asides:
        await reminder_claims.put_aside(connection, asides, moment.real)


async def _pay(
    connection: Connection,
    campaign: Campaign,
    plan: Plan,
    to_send: Sequence[Waiting],
    moment: Moment,
) -> Sequence[Waiting]:
    """Count what is sent against the caps; pause the campaign where they are reached."""
    budget = Budget.of(campaign)
    prices = [_segments(plan, one) for one in to_send]
    count, segments = budget.afford(prices)
    await campaigns.use(
        connection, campaign.id, segments, moment.real, warn=budget.is_near_end(segments)
    )
    if count < len(to_send):
        await campaigns.set_status(
            connection, campaign.id, CampaignStatus.PAUSED.value, reason="budget"
        )
    return to_send[:count]


async def _mark(
    connection: Connection, plan: Plan, affordable: Sequence[Waiting], moment: Moment
) -> tuple[Claimed, ...]:
    if not affordable:
        return ()
    segments = [
        (one.id, plan.segments(one.days_before, Language(one.language))) for one in affordable
    ]
    day = business_day(moment.business)
    attempts = await reminder_claims.claim(connection, segments, moment.real, day)
    return tuple(
        Claimed(
            id=one.id,
            attempt=attempts[one.id],
            recipient_id=one.recipient_id,
            phone=one.phone,
            text=_text(plan, one),
            language=Language(one.language),
        )
        for one in affordable
        if one.id in attempts
    )


def _text(plan: Plan, one: Waiting) -> str:
    return plan.texts[one.days_before][Language(one.language)]


def _segments(plan: Plan, one: Waiting) -> int:
    return plan.segments(one.days_before, Language(one.language))
