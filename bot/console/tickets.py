"""A ticket's page: shown, kept up to date, acted on."""

import hashlib
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.body import Refused
from bot.console.access import Gate
from bot.console.acts import ACTS, Asked
from bot.console.case import Case, actor_of
from bot.console.desk import OTHER_CATEGORIES, Desk, Told
from bot.console.forms import Form
from bot.console.noting import Noting
from bot.messages import Language
from bot.pages.demands import DemandingRoute
from bot.services.roles import Permission
from bot.services.sessions import Officer
from bot.services.tickets import answering
from bot.services.tickets.numbers import number_of
from bot.services.tickets.ticket import Edit, TicketChanged, TicketRefused

AT = "/console/tickets/{ticket_id:int}"
LEAVING = frozenset(["release", "transfer", "snooze", "resolve"])
"""After these the officer goes on with something else."""
_FRAGMENTS = {"talk": "ticket_talk.html", "side": "ticket_side.html", "head": "ticket_head.html"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPages:
    """The endpoints of a ticket's page, but for replies."""

    desk: Desk
    noting: Noting

    async def show(self, request: Request, officer: Officer) -> Response:
        """Show the page; that it was read is written down."""
        case = await self.desk.load(request, officer)
        await self.noting.note(officer, "ticket.read", subject_of(case))
        return await self.desk.page(request, officer, case, Told())

    async def refresh(self, request: Request, officer: Officer) -> Response:
        """Return one part of the page; nothing, where the page has it as it is."""
        template = _FRAGMENTS.get(request.path_params["part"])
        if template is None:
            raise Refused(404, "There is no such part.", "Open the ticket's page.")
        case = await self.desk.load(request, officer)
        values = self.desk.parts(request, case)
        response = self.desk.pages.show(request, template, officer, values)
        digest = hashlib.sha256(response.body).hexdigest()[:16]
        if request.query_params.get("have") == digest:
            return Response(status_code=204)
        response.headers["X-Have"] = digest
        return response

    async def act(self, request: Request, officer: Officer, form: Form) -> Response:
        """Do what a form asks; whoever comes second sees what was done first."""
        name = request.path_params["act"]
        if name not in ACTS:
            raise Refused(404, "There is no such step.", "Open the ticket's page.")
        edit = edit_of(request, officer, form)
        asked = Asked(
            edit,
            form,
            {one.id: one for one in await self.desk.colleagues()},
            frozenset([*self.desk.categories(Language.VI), *OTHER_CATEGORIES]),
        )
        try:
            async with self.desk.tickets.work() as work:
                ticket = await ACTS[name](work, asked)
        except (TicketChanged, TicketRefused) as refused:
            return await self.refuse(request, officer, refused)
        await self.noting.note(officer, f"ticket.{name}", f"ticket {number_of(edit.ticket_id)}")
        address = "/console/inbox?view=mine" if name in LEAVING else f"/console/tickets/{ticket.id}"
        return RedirectResponse(address, 303)

    async def reveal(self, request: Request, officer: Officer, form: Form) -> Response:
        """Show the citizen's address on the channel; who looked is written down."""
        edit = edit_of(request, officer, form)
        await self.desk.load(request, officer)
        async with self.desk.tickets.work() as work:
            contact = await answering.reveal_contact(work, edit)
        await self.noting.note(officer, "contact.reveal", f"ticket {number_of(edit.ticket_id)}")
        case = await self.desk.load(request, officer)
        return await self.desk.page(request, officer, case, Told(contact=contact))

    async def refuse(
        self,
        request: Request,
        officer: Officer,
        refused: TicketChanged | TicketRefused,
        draft: str | None = None,
    ) -> Response:
        """Say why nothing was done, with what was written still in its box."""
        case = await self.desk.load(request, officer)
        if isinstance(refused, TicketChanged):
            told = Told(draft=draft, conflict=refused)
            return await self.desk.page(request, officer, case, told, 409)
        told = Told(draft=draft, problem=refused.reason)
        return await self.desk.page(request, officer, case, told, 422)

    def routes(self, gate: Gate) -> list[DemandingRoute]:
        """Return the routes; those of replies come before."""
        only = Permission.WORK
        return [
            gate.page(AT, self.show, only),
            gate.page(f"{AT}/parts/{{part}}", self.refresh, only, is_act=False),
            gate.form(f"{AT}/reveal", self.reveal, only),
            gate.form(f"{AT}/{{act}}", self.act, only),
        ]


def edit_of(request: Request, officer: Officer, form: Form) -> Edit:
    """Return who wants to change which ticket, and the version they looked at."""
    return Edit(int(request.path_params["ticket_id"]), form.number("version"), actor_of(officer))


def subject_of(case: Case) -> str:
    """Return how the audit log calls a ticket."""
    return f"ticket {case.number}"
