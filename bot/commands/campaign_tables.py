"""How campaigns, their reports and their texts are shown: tables and JSON."""

import json
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bot.services.campaigns.budget import Budget
from bot.services.campaigns.reports import Report
from storage.campaigns import Campaign
from storage.sms_templates import Template


def show_report(made: Report, console: Console) -> None:
    """Print a report."""
    table = Table(title=f"{made.campaign.name}: {made.campaign.status}")
    for column in ("step", "status", "reason", "people", "segments"):
        is_number = column in {"people", "segments"}
        table.add_column(column, justify="right" if is_number else "left")
    for fate in made.fates:
        reason = fate.reason or ""
        table.add_row(
            f"T-{fate.days_before}",
            fate.status,
            reason,
            f"{fate.reminders:,}",
            f"{fate.segments:,}",
        )
    console.print(table)
    for step in made.steps:
        total = sum(one.reminders for one in made.fates if one.days_before == step.days_before)
        console.print(
            f"T-{step.days_before} on {step.due_on:%d/%m/%Y}: {step.status}, {total:,} reminders",
            highlight=False,
        )
    console.print(_spent(made.campaign), highlight=False)
    for one in made.decisions:
        note = f": {one.note}" if one.note else ""
        console.print(f"{one.at:%Y-%m-%d %H:%M} {one.decision} by {one.by}{note}", markup=False)


def report_json(made: Report) -> str:
    """Return a report as JSON."""
    fates = [
        {
            "step": fate.days_before,
            "status": fate.status,
            "reason": fate.reason,
            "people": fate.reminders,
            "segments": fate.segments,
        }
        for fate in made.fates
    ]
    whole = json.loads(campaign_json(made.campaign))
    return json.dumps(whole | {"by_status": dict(made.by_status), "fates": fates})


def campaign_json(campaign: Campaign) -> str:
    """Return a campaign as JSON."""
    budget = Budget.of(campaign)
    whole = {
        "id": campaign.id,
        "name": campaign.name,
        "status": campaign.status,
        "reason": campaign.reason,
        "deadline": campaign.plan["deadline"],
        "used_segments": budget.used_segments,
        "used_vnd": budget.used_vnd,
        "cap_segments": budget.segments,
        "warned_at": campaign.warned_at.isoformat() if campaign.warned_at else None,
        "created_by": campaign.created_by,
        "approved_by": campaign.approved_by,
    }
    return json.dumps(whole, ensure_ascii=False)


def show_list(campaigns: Sequence[Campaign], console: Console) -> None:
    """Print campaigns."""
    table = Table()
    for column in ("number", "name", "deadline", "status", "used", "drafted by", "approved by"):
        table.add_column(column)
    for one in campaigns:
        status = f"{one.status} ({one.reason})" if one.reason else one.status
        by = one.approved_by or ""
        table.add_row(
            str(one.id), one.name, one.plan["deadline"], status, _spent(one), one.created_by, by
        )
    console.print(table)


def _spent(campaign: Campaign) -> str:
    budget = Budget.of(campaign)
    of = f" of {budget.segments:,}" if budget.segments is not None else ""
    near = ", near its end" if campaign.warned_at else ""
    return f"{budget.used_segments:,}{of} segments, {budget.used_vnd:,} đồng{near}"


def show_templates(templates: Sequence[Template], console: Console) -> None:
    """Print the texts with what the provider says about them."""
    table = Table()
    for column in ("digest", "state", "text"):
        table.add_column(column)
    for one in templates:
        table.add_row(one.digest, one.status, one.body)
    console.print(table)
