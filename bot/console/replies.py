"""The reply box: kept while it is written, looked at before it goes out, sent once."""

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.console.access import Gate
from bot.console.desk import Told
from bot.console.forms import Form
from bot.console.tickets import AT, TicketPages, edit_of
from bot.content.render import PLACEHOLDER
from bot.pages.demands import DemandingRoute
from bot.services.dispatch import Dispatch
from bot.services.roles import Permission
from bot.services.sessions import Officer
from bot.services.tickets import answering
from bot.services.tickets.numbers import number_of
from bot.services.tickets.ticket import Edit, Happening, TicketChanged, TicketRefused
from storage.tickets import Ticket

LONGEST_DRAFT = 100_000
"""Far more than can be sent: who pastes too much gets all of it back to shorten it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPages:
    """The endpoints of the reply box."""

    tickets: TicketPages
    dispatch: Dispatch

    async def send(self, request: Request, officer: Officer, form: Form) -> Response:
        """Send a reply, unless somebody was first."""
        edit, text = edit_of(request, officer, form), form.text("reply")
        missing = missing_in(text)
        if missing:
            told = Told(draft=text, problem="placeholder", missing=tuple(missing))
            return await self._page(request, officer, told, 422)
        try:
            ticket = await self._reply(edit, form)
        except (TicketChanged, TicketRefused) as refused:
            if _is_sent_already(refused, edit, text):
                return RedirectResponse(_address(edit), 303)
            await self._keep(officer, edit.ticket_id, text)
            return await self.tickets.refuse(request, officer, refused, text[:LONGEST_DRAFT])
        self.dispatch.soon(ticket.reply_conversation_id)
        await self.tickets.desk.drafts.drop(officer.staff_id, edit.ticket_id)
        await self.tickets.noting.note(
            officer, "ticket.reply", f"ticket {number_of(edit.ticket_id)}"
        )
        return RedirectResponse(_address(edit), 303)

    async def keep(self, request: Request, officer: Officer, form: Form) -> Response:
        """Keep what is being written."""
        await self._keep(officer, int(request.path_params["ticket_id"]), form.text("reply"))
        return Response(status_code=204)

    async def preview(self, request: Request, officer: Officer, form: Form) -> Response:
        """Show the reply as the citizen will see it; to a script that part alone."""
        desk, text = self.tickets.desk, form.text("reply")[:LONGEST_DRAFT]
        case = await desk.load(request, officer)
        seen = await desk.preview(case, text)
        if "hx-request" in request.headers:
            values = {
                "preview": seen,
                "case": case,
                "missing": missing_in(text),
            }
            return desk.pages.show(request, "ticket_preview.html", officer, values)
        await self._keep(officer, case.ticket.id, text)
        return await desk.page(request, officer, case, Told(draft=text, preview=seen))

    async def insert(self, request: Request, officer: Officer, form: Form) -> Response:
        """Put a macro or a suggested answer under what is written so far."""
        desk, text = self.tickets.desk, form.text("reply").rstrip()
        case = await desk.load(request, officer)
        phrase = await desk.phrase(case, form.word("phrase"))
        draft = "\n\n".join(part for part in (text, phrase) if part)[:LONGEST_DRAFT]
        await self._keep(officer, case.ticket.id, draft)
        return RedirectResponse(f"/console/tickets/{case.ticket.id}#reply", 303)

    def routes(self, gate: Gate) -> list[DemandingRoute]:
        """Return the routes."""
        only = Permission.WORK
        return [
            gate.form(f"{AT}/reply", self.send, only),
            gate.form(f"{AT}/draft", self.keep, only),
            gate.form(f"{AT}/preview", self.preview, only),
            gate.form(f"{AT}/insert", self.insert, only),
        ]

    async def _reply(self, edit: Edit, form: Form) -> Ticket:
        """Send it; what the citizen wrote meanwhile is no obstacle once the page has shown it."""
        try:
            return await self._reply_as_seen(edit, form)
        except TicketChanged as changed:
            if not _has_seen(changed, form.number("seen") if form.word("seen") else 0):
                raise
            return await self._reply_as_seen(replace(edit, version=changed.version), form)

    async def _reply_as_seen(self, edit: Edit, form: Form) -> Ticket:
        async with self.tickets.desk.tickets.work() as work:
            awaits = form.word("awaits") != "no"
            return await answering.reply(work, edit, form.text("reply"), awaits_citizen=awaits)

    async def _keep(self, officer: Officer, ticket_id: int, text: str) -> None:
        await self.tickets.desk.drafts.keep(officer.staff_id, ticket_id, text[:LONGEST_DRAFT])

    async def _page(self, request: Request, officer: Officer, told: Told, status: int) -> Response:
        case = await self.tickets.desk.load(request, officer)
        return await self.tickets.desk.page(request, officer, case, told, status)


def missing_in(text: str) -> list[str]:
    """Return the placeholders that still stand in a text: {agency}."""
    return list(dict.fromkeys(PLACEHOLDER.findall(text)))


def _has_seen(changed: TicketChanged, seen: int) -> bool:
    """Tell whether nobody but the citizen did something, and all they wrote was on the page.

    Whoever had their part erased is no longer there to read the answer: somebody else would.
    """
    is_citizens = all(
        change.actor_id is None and change.kind != Happening.ERASED for change in changed.changes
    )
    return is_citizens and all(
        message.author_id is None and message.version <= seen for message in changed.messages
    )


def _is_sent_already(refused: TicketChanged | TicketRefused, edit: Edit, text: str) -> bool:
    """Tell whether the same reply of the same officer went out already: the button pressed twice.

    Also after "back": whoever sends the same words again meant the message that is there.
    """
    return isinstance(refused, TicketChanged) and any(
        message.author_id == edit.actor.id and message.text == text.strip()
        for message in refused.messages
    )


def _address(edit: Edit) -> str:
    return f"/console/tickets/{edit.ticket_id}#newest"
