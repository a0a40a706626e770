"""Forms about campaigns: a draft, a decision, the provider's answer to a text."""

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.clock import business_day
from bot.console.access import Gate, Taken
from bot.console.campaign_acts import ACTS, Doing, read_amount
from bot.console.campaign_desk import CampaignDesk
from bot.console.campaigns import AT, ONE, CampaignPages, Told
from bot.console.forms import Form
from bot.knowledge.deadlines import Deadline, Style
from bot.pages.demands import DemandingRoute
from bot.services.campaigns import drafts, texts
from bot.services.campaigns.problems import Problem
from bot.services.campaigns.statuses import TemplateStatus
from bot.services.campaigns.windows import EARLIEST_HOUR, LATEST_HOUR, Window
from bot.services.roles import Permission
from bot.services.sessions import Officer
from storage import reminder_audiences, sms_templates

_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignForms:
    """The endpoints that change campaigns."""

    desk: CampaignDesk
    shown: CampaignPages

    async def new(self, request: Request, officer: Officer) -> Response:
        """Show an empty draft."""
        return await self._draft_page(request, officer)

    async def draft(self, request: Request, officer: Officer, form: Form) -> Response:
        """Keep a draft, and show what it would do."""
        try:
            deadlines = self.desk.services.deadlines()
            wanted = _read_draft(form, deadlines.by_id.get(form.word("deadline")))
            async with self.desk.asking(officer) as (connection, asked):
                campaign = await drafts.draft(connection, deadlines, wanted, asked)
        except Problem as problem:
            return await self._draft_page(request, officer, problem, form)
        return RedirectResponse(f"{AT}/{campaign}", 303)

    async def texts(self, request: Request, officer: Officer) -> Response:
        """List the texts with what the provider says about them."""
        async with self.desk.database.transaction() as connection:
            found = await sms_templates.list_all(connection)
        values = {"texts": found, "statuses": list(TemplateStatus)}
        return self.desk.pages.show(request, "campaign_texts.html", officer, values)

    async def answer(self, _request: Request, officer: Officer, form: Form) -> Response:
        """Keep what the provider says about texts."""
        status = next((one for one in TemplateStatus if one == form.word("status")), None)
        if status is not None:
            async with self.desk.asking(officer) as (connection, asked):
                for digest in form.words("text"):
                    await texts.keep_answer(connection, digest, status, asked)
        return RedirectResponse(f"{AT}/texts", 303)

    def routes(self, gate: Gate) -> list[DemandingRoute]:
        """Return the routes."""
        return [
            gate.page(f"{AT}/new", self.new, Permission.REMIND),
            gate.form(f"{AT}/new", self.draft, Permission.REMIND),
            gate.page(f"{AT}/texts", self.texts, Permission.REMIND),
            gate.form(f"{AT}/texts", self.answer, Permission.APPROVE),
            *(
                gate.form(f"{ONE}/{name}", self._doing(name), permission)
                for name, (permission, _) in ACTS.items()
            ),
        ]

    def _doing(self, name: str) -> Taken:
        async def act(request: Request, officer: Officer, form: Form) -> Response:
            campaign_id = request.path_params["campaign_id"]
            try:
                async with self.desk.asking(officer) as (connection, asked):
                    doing = Doing(
                        connection=connection,
                        campaign_id=campaign_id,
                        asked=asked,
                        form=form,
                        addresses=self.desk.services.addresses,
                    )
                    await ACTS[name][1](doing)
            except Problem as problem:
                return await self.shown.page(request, officer, Told(problem=problem, form=form))
            return RedirectResponse(f"{AT}/{campaign_id}", 303)

        return act

    async def _draft_page(
        self,
        request: Request,
        officer: Officer,
        problem: Problem | None = None,
        form: Form | None = None,
    ) -> Response:
        today = business_day(self.desk.clock.now())
        known: Iterable[Deadline] = ()
        try:
            known = self.desk.services.deadlines().by_id.values()
        except Problem as missing:
            problem = missing
        async with self.desk.database.transaction() as connection:
            audiences = await reminder_audiences.list_newest(connection)
        values = {
            "deadlines": [one for one in known if one.on > today],
            "audiences": [one for one in audiences if one.complete_at and not one.withdrawn_at],
            "styles": list(Style),
            "hours": (EARLIEST_HOUR, LATEST_HOUR),
            "problem": problem,
            "given": form or Form({}),
        }
        status = 422 if form is not None else 200
        return self.desk.pages.show(request, "campaign_new.html", officer, values, status=status)


def _read_draft(form: Form, deadline: Deadline | None) -> drafts.Draft:
    steps = [read_amount(Form({"step": [one]}), "step") or 0 for one in form.words("step")]
    if not form.word("name"):
        raise Problem("No name.", "name")
    return drafts.Draft(
        name=form.word("name")[:_LONGEST],
        deadline=form.word("deadline"),
        audience=form.word("audience"),
        steps=tuple(one for one in steps if deadline is None or one in deadline.steps),
        style=Style.MARKS if form.word("style") == Style.MARKS else Style.PLAIN,
        window=Window(
            read_amount(form, "opens") or EARLIEST_HOUR,
            read_amount(form, "closes") or LATEST_HOUR,
            on_tet=form.word("on_tet") == "yes",
        ),
        cap_segments=read_amount(form, "cap_segments"),
        cap_vnd=read_amount(form, "cap_vnd"),
        price_vnd=read_amount(form, "price_vnd") or 0,
    )
