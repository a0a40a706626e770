"""One's own page: where one is signed in."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.console.access import Gate
from bot.console.forms import Form
from bot.console.pages import Pages
from bot.pages.demands import DemandingRoute
from bot.services.sessions import Officer, Sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPages:
    """The endpoints of one's own page."""

    pages: Pages
    sessions: Sessions

    async def show(self, request: Request, officer: Officer) -> Response:
        """List one's sessions."""
        values = {"sessions": await self.sessions.list_open(officer)}
        return self.pages.show(request, "account.html", officer, values)

    async def end(self, _request: Request, officer: Officer, form: Form) -> Response:
        """End one of one's own sessions."""
        await self.sessions.end(officer, form.number("session"))
        return RedirectResponse("/console/account", 303)

    def routes(self, gate: Gate) -> list[DemandingRoute]:
        """Return the routes."""
        return [
            gate.page("/console/account", self.show),
            gate.form("/console/account/sessions", self.end),
        ]
