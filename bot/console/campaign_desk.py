"""What the pages of audiences and campaigns share."""

import hashlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.body import Refused
from bot.clock import Clock
from bot.console.pages import Pages
from bot.knowledge.deadlines import Deadlines
from bot.services.addresses import Addresses
from bot.services.campaigns.asked import Asked
from bot.services.campaigns.audience.uploads import Uploads
from bot.services.sessions import Officer
from storage.database import Connection, Database


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignServices:
    """What the bootstrap hands in for reminders.

    Attributes:
        deadlines: gives the deadlines as the operator signs them, or raises `NoSignature`.
    """

    uploads: Uploads
    addresses: Addresses
    deadlines: Callable[[], Deadlines]


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignDesk:
    """Pages, rows and time."""

    pages: Pages
    database: Database
    clock: Clock
    real_now: Callable[[], datetime]
    services: CampaignServices

    @asynccontextmanager
    async def asking(self, officer: Officer) -> AsyncIterator[tuple[Connection, Asked]]:
        """Yield one transaction, at this moment, in which an officer asks."""
        async with self.database.transaction() as connection:
            yield connection, self.asked_by(officer)

    def asked_by(self, officer: Officer) -> Asked:
        """Return who asks, now."""
        return Asked(
            by=officer.login,
            business=self.clock.now(),
            real=self.real_now(),
            staff_id=officer.staff_id,
        )

    def fragment(
        self, request: Request, officer: Officer, template: str, values: Mapping[str, object]
    ) -> Response:
        """Return a part of a page; nothing, where the page has it as it is."""
        response = self.pages.show(request, template, officer, values)
        digest = hashlib.sha256(response.body).hexdigest()[:16]
        if request.query_params.get("have") == digest:
            return Response(status_code=204)
        response.headers["X-Have"] = digest
        return response


def not_found() -> Refused:
    """Return what says that there is no such audience or campaign."""
    return Refused(404, "There is no such page.", "Choose one of the list of campaigns.")


def file_headers(name: str) -> dict[str, str]:
    """Return the headers of a file that is downloaded."""
    return {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
