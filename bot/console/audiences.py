"""Audiences: files are uploaded with their legal basis, judged row by row, and counted."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from bot.console.access import Gate
from bot.console.campaign_desk import CampaignDesk, file_headers, not_found
from bot.console.forms import Form, Upload
from bot.messages import Language
from bot.pages import languages
from bot.pages.demands import DemandingRoute
from bot.services.campaigns.asked import note_act
from bot.services.campaigns.audience.importing import Wanted
from bot.services.campaigns.audience.verdicts import TAKEN, RowVerdict, explain
from bot.services.campaigns.problems import Problem
from bot.services.roles import Permission
from bot.services.sessions import Officer
from storage import reminder_audiences
from storage.reminder_audiences import Audience

AT = "/console/audiences"
_ONE = f"{AT}/{{audience_id:int}}"
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class AudiencePages:
    """The endpoints of audiences."""

    desk: CampaignDesk

    async def list_all(self, request: Request, officer: Officer) -> Response:
        """List the audiences, above them the form for another."""
        return await self._list(request, officer)

    async def upload(self, request: Request, officer: Officer, upload: Upload) -> Response:
        """Take a file; what is wrong with it is said at once, the rest is a worker's."""
        form = upload.form
        if upload.path is None:
            return await self._list(request, officer, Problem("no file", "no_file"), form)
        wanted = Wanted(
            path=upload.path,
            verdicts=None,
            name=form.word("name")[:_LONGEST],
            legal_basis=form.word("legal_basis")[:_LONGEST],
            by=officer.login,
            language=Language.EN if form.word("language") == Language.EN else Language.VI,
            words=languages.choose(request),
            phone_column=form.word("phone_column")[:_LONGEST] or None,
        )
        try:
            audience = await self.desk.services.uploads.take(wanted, self.desk.asked_by(officer))
        except Problem as problem:
            return await self._list(request, officer, problem, form)
        return RedirectResponse(f"{AT}/{audience}", 303)

    async def show(self, request: Request, officer: Officer) -> Response:
        """Show how far an import is and what became of the rows."""
        audience = await self._find(request)
        values = self._values(request, audience)
        return self.desk.pages.show(request, "audience.html", officer, values)

    async def progress(self, request: Request, officer: Officer) -> Response:
        """Return the part of the page that moves."""
        audience = await self._find(request)
        values = self._values(request, audience)
        return self.desk.fragment(request, officer, "audience_progress.html", values)

    async def verdicts(self, request: Request, officer: Officer) -> Response:
        """Return the verdict file."""
        audience = await self._find(request)
        async with self.desk.asking(officer) as (connection, asked):
            await note_act(connection, asked, "audience.verdicts", f"audience {audience.id}")
        return StreamingResponse(
            self.desk.services.uploads.verdicts(audience.id),
            headers=file_headers(f"audience-{audience.id}-verdicts.csv"),
            media_type="text/csv",
        )

    def routes(self, gate: Gate) -> list[DemandingRoute]:
        """Return the routes."""
        only = Permission.REMIND
        return [
            gate.page(AT, self.list_all, only),
            gate.upload(AT, self.upload, only),
            gate.page(_ONE, self.show, only),
            gate.page(f"{_ONE}/progress", self.progress, only, is_act=False),
            gate.page(f"{_ONE}/verdicts.csv", self.verdicts, only),
        ]

    async def _find(self, request: Request) -> Audience:
        async with self.desk.database.transaction() as connection:
            audience_id = request.path_params["audience_id"]
            found = await reminder_audiences.find(connection, audience_id)
        if found is None:
            raise not_found()
        return found

    async def _list(
        self,
        request: Request,
        officer: Officer,
        problem: Problem | None = None,
        form: Form | None = None,
    ) -> Response:
        async with self.desk.database.transaction() as connection:
            found = await reminder_audiences.list_newest(connection)
        values = {
            "audiences": [(one, _people(one)) for one in found],
            "problem": problem,
            "given": form or Form({}),
        }
        status = 422 if problem else 200
        return self.desk.pages.show(request, "audiences.html", officer, values, status=status)

    def _values(self, request: Request, audience: Audience) -> dict[str, object]:
        language = languages.choose(request)
        counts = audience.verdicts
        rows = [
            (verdict in TAKEN, explain(verdict, language), counts[verdict])
            for verdict in RowVerdict
            if counts.get(verdict, 0)
        ]
        return {
            "audience": audience,
            "rows": rows,
            "people": _people(audience),
            "counted": sum(counts.values()),
        }


def _people(audience: Audience) -> int:
    return sum(audience.verdicts.get(verdict, 0) for verdict in TAKEN)
