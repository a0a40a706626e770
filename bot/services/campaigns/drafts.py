"""Drafts a campaign: which deadline, whom, when, in which words, at what cost at most."""

from dataclasses import dataclass, field

from bot.knowledge.deadlines import Deadlines, Style
from bot.services.campaigns.asked import DRAFTED, Asked, keep_decision
from bot.services.campaigns.plans import digest_of, make_plan
from bot.services.campaigns.problems import Problem
from bot.services.campaigns.texts import register
from bot.services.campaigns.windows import Window
from storage import campaign_steps, campaigns, reminder_audiences
from storage.campaign_steps import StepRow
from storage.campaigns import NewCampaign
from storage.database import Connection
from storage.reminder_audiences import Audience


class CannotDraft(Problem):
    """A campaign that can't be drafted as it was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody asks for.

    Attributes:
        steps: days before the deadline; empty: all that have texts.
        price_vnd: of one segment.
    """

    name: str
    deadline: str
    audience: str
    steps: tuple[int, ...] = ()
    style: Style = Style.PLAIN
    window: Window = field(default_factory=Window)
    cap_segments: int | None = None
    cap_vnd: int | None = None
    price_vnd: int = 0


async def draft(connection: Connection, deadlines: Deadlines, wanted: Draft, asked: Asked) -> int:
    """Keep a draft and return its id; its texts enter the registry.

    Raises:
        CannotDraft: deadline or audience is unknown, or the audience is not whole.
        BadPlan: the deadline has passed, or a step has no text.
    """
    deadline = deadlines.by_id.get(wanted.deadline)
    if deadline is None:
        known = ", ".join(deadlines.by_id) or "none"
        raise CannotDraft(
            f"No deadline '{wanted.deadline}' in responses/deadlines.yml; {known}.", "deadline"
        )
    steps = wanted.steps or deadline.steps
    plan = make_plan(deadline, steps, wanted.style, wanted.window, asked.business)
    audience = await _audience(connection, wanted.audience)
    terms = {
        "audience_id": audience.id,
        "cap_segments": wanted.cap_segments,
        "cap_vnd": wanted.cap_vnd,
        "price_vnd": wanted.price_vnd,
    }
    new = NewCampaign(
        name=wanted.name,
        plan=plan.to_json(),
        plan_digest=digest_of(plan, **terms),
        audience_id=audience.id,
        cap_segments=wanted.cap_segments,
        cap_vnd=wanted.cap_vnd,
        price_vnd=wanted.price_vnd,
    )
    campaign_id = await campaigns.add(connection, new, asked.by, asked.real)
    schedule = [
        StepRow(one.days_before, one.due_on, one.due_at, one.useful_until, "waiting")
        for one in plan.schedule()
    ]
    await campaign_steps.add(connection, campaign_id, schedule)
    await register(connection, plan.all_texts(), asked.by, asked.real)
    await keep_decision(connection, campaign_id, asked, DRAFTED, None)
    return campaign_id


async def _audience(connection: Connection, name: str) -> Audience:
    audience = await reminder_audiences.find_by_name(connection, name)
    if audience is None:
        raise CannotDraft(
            f"No audience '{name}'. Import one: vneid-bot reminders import FILE", "audience"
        )
    if audience.complete_at is None:
        raise CannotDraft(
            f"The import of '{name}' stopped after {audience.rows_read} rows. "
            "Run it again with the same file; it goes on from there.",
            "unfinished",
        )
    return audience
