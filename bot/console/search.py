"""Search over everything that is kept in tickets, with or without marks."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.console.access import Gate
from bot.console.noting import Noting
from bot.console.pages import Pages
from bot.console.rows import rows_of
from bot.pages.demands import DemandingRoute
from bot.services.roles import Permission
from bot.services.sessions import Officer
from bot.services.tickets import viewing
from bot.services.tickets.access import Tickets
from bot.services.tickets.numbers import id_of
from storage import ticket_lines

LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPages:
    """The endpoint of the search page."""

    pages: Pages
    tickets: Tickets
    noting: Noting

    async def show(self, request: Request, officer: Officer) -> Response:
        """Show what was found; a ticket's number leads straight to it."""
        words = " ".join(request.query_params.get("q", "").split())[:LONGEST_QUERY]
        words = words.replace("\0", "")
        if not words:
            return self.pages.show(request, "search.html", officer, {"words": "", "rows": None})
        async with self.tickets.work() as work:
            found = await viewing.search(work, words)
            lines = await ticket_lines.list_lines(work.connection, [one.id for one in found])
            rows, screened = rows_of(found, lines, work.now), work.ears.screen(words).text
        await self.noting.note(officer, "search", "tickets", words=screened, found=len(found))
        if len(found) == 1 and id_of(words) == found[0].id:
            return RedirectResponse(f"/console/tickets/{found[0].id}", 303)
        return self.pages.show(request, "search.html", officer, {"words": words, "rows": rows})

    def routes(self, gate: Gate) -> list[DemandingRoute]:
        """Return the route."""
        return [gate.page("/console/search", self.show, Permission.WORK)]
