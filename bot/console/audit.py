"""The audit log: who read and changed what."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from bot.console.access import Gate
from bot.console.noting import Noting
from bot.console.pages import Pages
from bot.pages.demands import DemandingRoute
from bot.services.roles import Permission
from bot.services.sessions import Officer
from storage import audit
from storage.database import Database

LINES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPages:
    """The endpoint of the log; to read it is written down too."""

    pages: Pages
    database: Database
    noting: Noting

    async def show(self, request: Request, officer: Officer) -> Response:
        """Show the newest lines that fit."""
        asked = request.query_params
        before = asked.get("before", "")
        wanted = audit.Filter(
            login=asked.get("login", "").strip() or None,
            subject=asked.get("subject", "").strip() or None,
            before=int(before) if before.isdecimal() and before.isascii() else None,
        )
        async with self.database.transaction() as connection:
            lines = await audit.list_newest(connection, wanted, LINES)
        await self.noting.note(officer, "audit.read", "audit")
        values = {"lines": lines, "wanted": wanted, "has_more": len(lines) == LINES}
        return self.pages.show(request, "audit.html", officer, values)

    def routes(self, gate: Gate) -> list[DemandingRoute]:
        """Return the route."""
        return [gate.page("/console/audit", self.show, Permission.AUDIT)]
