"""The inbox: views of the queue, filters, and the next ticket."""

import hashlib
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.console.access import Gate
from bot.console.forms import Form
from bot.console.live import Live
from bot.console.pages import Pages
from bot.console.rows import rows_of
from bot.console.shared import Shared
from bot.knowledge.desk import Priority
from bot.messages import ChannelName, Language
from bot.pages import languages
from bot.pages.demands import DemandingRoute
from bot.services.roles import Permission
from bot.services.sessions import Officer
from bot.services.tickets import claiming, viewing
from bot.services.tickets.access import Tickets
from bot.services.tickets.ticket import LIVE, SETTLED, Actor, Status
from storage import ticket_lines, ticket_queue
from storage.ticket_queue import Counts, Filter

AT = "/console/inbox"
PAGE = 50
VIEWS = ("mine", "unassigned", "waiting", "snoozed", "overdue", "all", "settled")
_CHOICES = {
    "priority": tuple(Priority),
    "channel": tuple(ChannelName),
    "language": tuple(Language),
}
"""What a list can be narrowed down to."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which list is wanted, as the address says."""

    view: str
    page: int
    chosen: dict[str, str]

    @property
    def query(self) -> str:
        """Return it as it stands in an address."""
        return urlencode({"view": self.view, **self.chosen})


@dataclass(frozen=True, slots=True)
class Listed:
    """A list, rendered; nothing in it depends on who looks, but for the officer's own count."""

    counts: Counts
    rows: str


def read_asked(query: QueryParams) -> Asked:
    """Return which list an address asks for; what it doesn't know counts as not asked."""
    view, page = query.get("view", ""), query.get("page", "1")
    chosen = {
        name: query[name] for name, known in _CHOICES.items() if query.get(name) in set(known)
    }
    is_page = page.isascii() and page.isdecimal() and 0 < len(page) < 6  # noqa: PLR2004
    return Asked(view if view in VIEWS else "unassigned", int(page) if is_page else 1, chosen)


def _filter_of(asked: Asked, officer: Officer) -> Filter:
    statuses = {
        "waiting": (Status.WAITING,),
        "snoozed": (Status.SNOOZED,),
        "settled": SETTLED,
        "unassigned": (Status.OPEN,),
    }.get(asked.view, LIVE)
    return Filter(
        statuses=statuses,
        assignee_id=officer.staff_id if asked.view == "mine" else None,
        is_free=asked.view == "unassigned",
        is_escalated=asked.view == "overdue",
        **asked.chosen,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxPages:
    """The endpoints of the inbox."""

    pages: Pages
    tickets: Tickets
    live: Live
    shared: Shared[Listed]

    async def show(self, request: Request, officer: Officer) -> Response:
        """Show the page."""
        asked = read_asked(request.query_params)
        listed = await self._list(asked, officer, languages.choose(request))
        return self.pages.show(request, "inbox.html", officer, _values(request, asked, listed))

    async def refresh(self, request: Request, officer: Officer) -> Response:
        """Return the list alone; nothing, where the page has it as it is."""
        asked = read_asked(request.query_params)
        listed = await self._list_again(asked, officer, languages.choose(request))
        values = _values(request, asked, listed)
        response = self.pages.show(request, "inbox_list.html", officer, values)
        digest = hashlib.sha256(response.body).hexdigest()[:16]
        if request.query_params.get("have") == digest:
            return Response(status_code=204)
        response.headers["X-Have"] = digest
        return response

    async def take_next(self, _request: Request, officer: Officer, _form: Form) -> Response:
        """Take the first ticket of the queue."""
        async with self.tickets.work() as work:
            ticket = await claiming.take_next(work, Actor(officer.staff_id, officer.name))
        if ticket is None:
            return RedirectResponse(f"{AT}?view=unassigned&done=empty", 303)
        return RedirectResponse(f"/console/tickets/{ticket.id}", 303)

    def routes(self, gate: Gate) -> list[DemandingRoute]:
        """Return the routes."""
        only = Permission.WORK
        return [
            gate.page(AT, self.show, only),
            gate.page(f"{AT}/list", self.refresh, only, is_act=False),
            gate.form(f"{AT}/next", self.take_next, only),
        ]

    async def _list_again(self, asked: Asked, officer: Officer, language: Language) -> Listed:
        """Return a list that every officer sees alike, made once for all who ask after a change."""
        if asked.view == "mine":
            return await self._list(asked, officer, language)
        key = (self.live.version, asked.query, asked.page, language)
        listed = await self.shared.get(key, lambda: self._list(asked, officer, language))
        async with self.tickets.work() as work:
            own = await ticket_queue.count_own(work.connection, officer.staff_id)
        return replace(listed, counts=replace(listed.counts, own=own))

    async def _list(self, asked: Asked, officer: Officer, language: Language) -> Listed:
        async with self.tickets.work() as work:
            counts = await viewing.count(work, officer.staff_id)
            found = await viewing.list_tickets(
                work, _filter_of(asked, officer), PAGE + 1, (asked.page - 1) * PAGE
            )
            lines = await ticket_lines.list_lines(work.connection, [one.id for one in found])
            rows = rows_of(found, lines, work.now)
        values = {"asked": asked, "rows": rows[:PAGE], "has_more": len(rows) > PAGE}
        return Listed(counts, self.pages.render(language, "inbox_rows.html", values))


def _values(request: Request, asked: Asked, listed: Listed) -> dict[str, object]:
    return {
        "asked": asked,
        "views": _views(listed.counts),
        "choices": _CHOICES,
        "rows": Markup(listed.rows),  # noqa: S704 - rendered by a template of ours
        "is_empty_queue": request.query_params.get("done") == "empty",
    }


def _views(counts: Counts) -> list[tuple[str, int | None]]:
    """Return the views with how many tickets each holds; None: too many to count."""
    numbers = {
        "mine": counts.own,
        "unassigned": counts.free,
        "waiting": counts.waiting,
        "snoozed": counts.snoozed,
        "overdue": counts.escalated,
        "all": counts.open + counts.waiting + counts.snoozed,
    }
    return [(view, numbers.get(view)) for view in VIEWS]
