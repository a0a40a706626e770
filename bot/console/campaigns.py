"""Campaigns: listed, looked at before they run, watched while they do, and reported."""

import csv
from dataclasses import dataclass
from io import StringIO

from starlette.requests import Request
from starlette.responses import Response

from bot.console.access import Gate
from bot.console.campaign_acts import acts_for
from bot.console.campaign_charts import draw_schedule
from bot.console.campaign_desk import CampaignDesk, file_headers, not_found
from bot.console.forms import Form
from bot.console.shared import Shared
from bot.pages.demands import DemandingRoute
from bot.services.campaigns.budget import Budget
from bot.services.campaigns.dry_run import DryRun, dry_run, write_lines
from bot.services.campaigns.ledger import Ledger, keep_ledger
from bot.services.campaigns.plans import Plan
from bot.services.campaigns.problems import Problem
from bot.services.campaigns.reports import Report, report
from bot.services.roles import Permission
from bot.services.sessions import Officer
from storage import campaigns, reminder_audiences, reminder_counts
from storage.campaigns import Campaign

AT = "/console/campaigns"
ONE = f"{AT}/{{campaign_id:int}}"
_UTF8_MARK = "\ufeff"
"""Spreadsheets need it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a campaign's page says about the form that was just sent."""

    problem: Problem | None = None
    form: Form | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignPages:
    """The endpoints that show campaigns.

    Attributes:
        counted: reports, each counted once for all who look. `dry_runs` likewise.
    """

    desk: CampaignDesk
    counted: Shared[tuple[Report, Ledger]]
    dry_runs: Shared[DryRun]

    async def list_all(self, request: Request, officer: Officer) -> Response:
        """Show the page of all campaigns."""
        return self.desk.pages.show(request, "campaigns.html", officer, await self._listed())

    async def refresh_list(self, request: Request, officer: Officer) -> Response:
        """Return the list alone."""
        return self.desk.fragment(request, officer, "campaign_list.html", await self._listed())

    async def show(self, request: Request, officer: Officer) -> Response:
        """Show a campaign."""
        return await self.page(request, officer, Told())

    async def page(self, request: Request, officer: Officer, told: Told) -> Response:
        """Show a campaign, and what came of the form that was just sent."""
        campaign = await self._find(request)
        made = await self._dry_run(campaign)
        values = {
            **await self._progress(campaign, officer),
            "told": told,
            "given": told.form or Form({}),
            "made": made,
            "chart": draw_schedule(made),
        }
        status = 409 if told.problem else 200
        return self.desk.pages.show(request, "campaign.html", officer, values, status=status)

    async def progress(self, request: Request, officer: Officer) -> Response:
        """Return the part of the page that moves."""
        values = await self._progress(await self._find(request), officer)
        return self.desk.fragment(request, officer, "campaign_progress.html", values)

    async def acts(self, request: Request, officer: Officer) -> Response:
        """Return the part of the page that holds what can be done now."""
        campaign = await self._find(request)
        values = {**await self._progress(campaign, officer), "given": Form({})}
        return self.desk.fragment(request, officer, "campaign_acts.html", values)

    async def history(self, request: Request, officer: Officer) -> Response:
        """Return the part of the page that says who decided what."""
        values = await self._progress(await self._find(request), officer)
        return self.desk.fragment(request, officer, "campaign_history.html", values)

    async def dry_run_file(self, request: Request, _officer: Officer) -> Response:
        """Return the dry run as CSV."""
        campaign = await self._find(request)
        made = await self._dry_run(campaign)
        out = StringIO(_UTF8_MARK)
        out.seek(0, 2)
        write_lines(made.lines, out)
        headers = file_headers(f"campaign-{campaign.id}-dry-run.csv")
        return Response(out.getvalue(), headers=headers, media_type="text/csv")

    async def report_file(self, request: Request, _officer: Officer) -> Response:
        """Return the report as CSV."""
        campaign = await self._find(request)
        _, ledger = await self._count(campaign)
        headers = file_headers(f"campaign-{campaign.id}-report.csv")
        return Response(_write_report(ledger), headers=headers, media_type="text/csv")

    def routes(self, gate: Gate) -> list[DemandingRoute]:
        """Return the routes."""
        only = Permission.REMIND
        return [
            gate.page(AT, self.list_all, only),
            gate.page(f"{AT}/list", self.refresh_list, only, is_act=False),
            gate.page(ONE, self.show, only),
            gate.page(f"{ONE}/progress", self.progress, only, is_act=False),
            gate.page(f"{ONE}/acts", self.acts, only, is_act=False),
            gate.page(f"{ONE}/history", self.history, only, is_act=False),
            gate.page(f"{ONE}/dry-run.csv", self.dry_run_file, only),
            gate.page(f"{ONE}/report.csv", self.report_file, only),
        ]

    async def _find(self, request: Request) -> Campaign:
        async with self.desk.database.transaction() as connection:
            found = await campaigns.find(connection, request.path_params["campaign_id"])
        if found is None:
            raise not_found()
        return found

    async def _listed(self) -> dict[str, object]:
        async with self.desk.database.transaction() as connection:
            found = await campaigns.list_newest(connection)
            audiences = {one.id: one for one in await reminder_audiences.list_newest(connection)}
        return {"campaigns": [(one, Budget.of(one)) for one in found], "audiences": audiences}

    async def _progress(self, campaign: Campaign, officer: Officer) -> dict[str, object]:
        made, ledger = await self._count(campaign)
        async with self.desk.database.transaction() as connection:
            audience = await reminder_audiences.find(connection, campaign.audience_id)
        return {
            "campaign": campaign,
            "plan": Plan.from_json(campaign.plan),
            "audience": audience,
            "budget": Budget.of(campaign),
            "ledger": ledger,
            "decisions": made.decisions,
            "acts": acts_for(campaign, made.decisions, officer),
        }

    async def _count(self, campaign: Campaign) -> tuple[Report, Ledger]:
        async def count() -> tuple[Report, Ledger]:
            async with self.desk.database.transaction() as connection:
                made = await report(connection, campaign)
                people = await reminder_counts.count_members(connection, campaign.audience_id)
            return made, keep_ledger(made, people)

        key = (campaign.id, campaign.status, campaign.plan_digest, campaign.approved_by)
        return await self.counted.get(key, count)

    async def _dry_run(self, campaign: Campaign) -> DryRun:
        async def count() -> DryRun:
            async with self.desk.database.transaction() as connection:
                return await dry_run(connection, campaign, self.desk.clock.now())

        key = (campaign.id, campaign.status, campaign.plan_digest)
        return await self.dry_runs.get(key, count)


def _write_report(ledger: Ledger) -> str:
    """Return a ledger as CSV: a line for each step and end, the audience with each."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(["step", "date", "end", "people", "audience"])
    for step in ledger.steps:
        for end in ledger.ends:
            if end in step.people:
                row = [step.days_before, step.due_on, end, step.people[end], ledger.audience]
                writer.writerow(row)
    return out.getvalue()
