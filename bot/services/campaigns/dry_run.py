"""A campaign before it runs: who gets what, when, at what cost, and who is left out and why."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TextIO

from bot.clock import business_day
from bot.content.sms import costly_characters
from bot.messages import Language
from bot.services.campaigns.budget import Budget
from bot.services.campaigns.plans import Plan, Step
from bot.services.campaigns.texts import list_unregistered
from storage import reminder_counts
from storage.campaigns import Campaign
from storage.database import Connection
from storage.reminder_counts import AudienceCount


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What people of one language get at one step.

    Attributes:
        opens_at: the first moment it may go out, business time. `closes_at`: the last.
        segments, cost_vnd: of all people together.
        costly: characters that make the text cost more.
    """

    days_before: int
    opens_at: datetime
    closes_at: datetime
    language: Language
    text: str
    people: int
    segments_each: int
    segments: int
    cost_vnd: int
    costly: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """What a campaign would do if it were started now.

    Attributes:
        skipped: steps whose day has passed.
        dropped: people left out at every step, by reason.
        unregistered: texts that the provider has not approved.
    """

    campaign: Campaign
    on: date
    lines: tuple[Line, ...]
    skipped: tuple[int, ...]
    audience: int
    dropped: Mapping[str, int]
    unregistered: tuple[str, ...]

    @property
    def segments(self) -> int:
        """Of all steps together."""
        return sum(line.segments for line in self.lines)

    @property
    def cost_vnd(self) -> int:
        """Of all steps together."""
        return sum(line.cost_vnd for line in self.lines)

    @property
    def is_over_budget(self) -> bool:
        """Tell whether the caps end the campaign before its end."""
        limit = Budget.of(self.campaign).segments
        return limit is not None and self.segments > limit


def line_values(line: Line) -> dict[str, object]:
    """Return a line as files hold it."""
    return {
        "step": line.days_before,
        "from": line.opens_at.isoformat(),
        "until": line.closes_at.isoformat(),
        "language": line.language.value,
        "people": line.people,
        "segments_each": line.segments_each,
        "segments": line.segments,
        "cost_vnd": line.cost_vnd,
        "text": line.text,
    }


def write_lines(lines: Sequence[Line], file: TextIO) -> None:
    """Write the lines of a dry run as CSV."""
    rows = [line_values(line) for line in lines]
    writer = csv.DictWriter(file, [*rows[0]] if rows else ["step"])
    writer.writeheader()
    writer.writerows(rows)


async def dry_run(connection: Connection, campaign: Campaign, now: datetime) -> DryRun:
    """Work out what a campaign would do at a moment of business time; changes nothing."""
    plan = Plan.from_json(campaign.plan)
    counts = await reminder_counts.list_audience(
        connection, campaign.audience_id, plan.deadline, ends_on_link=plan.ends_on_link
    )
    today = business_day(now)
    ahead = [step for step in plan.schedule() if step.due_on >= today]
    dropped: Counter[str] = Counter()
    for count in counts:
        if count.objection is not None:
            dropped[count.objection] += count.people
    return DryRun(
        campaign=campaign,
        on=plan.on,
        lines=tuple(_lines(plan, ahead, counts, campaign.price_vnd)),
        skipped=tuple(step.days_before for step in plan.schedule() if step.due_on < today),
        audience=sum(count.people for count in counts),
        dropped=dropped,
        unregistered=await list_unregistered(connection, plan),
    )


def _lines(
    plan: Plan, steps: Sequence[Step], counts: Sequence[AudienceCount], price_vnd: int
) -> list[Line]:
    people = {Language(one.language): one.people for one in counts if one.objection is None}
    return [
        _line(plan, step, language, people[language], price_vnd)
        for step in steps
        for language in sorted(people, reverse=True)
    ]


def _line(plan: Plan, step: Step, language: Language, people: int, price_vnd: int) -> Line:
    text = plan.texts[step.days_before][language]
    each = plan.segments(step.days_before, language)
    return Line(
        days_before=step.days_before,
        opens_at=plan.window.next_opening(step.due_at),
        closes_at=step.useful_until,
        language=language,
        text=text,
        people=people,
        segments_each=each,
        segments=each * people,
        cost_vnd=each * people * price_vnd,
        costly=costly_characters(text),
    )
