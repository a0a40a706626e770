"""All routes of the console."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.console.access import Gate
from bot.console.account import AccountPages
from bot.console.audiences import AudiencePages
from bot.console.audit import AuditPages
from bot.console.campaign_desk import CampaignDesk
from bot.console.campaign_forms import CampaignForms
from bot.console.campaigns import CampaignPages
from bot.console.desk import Desk
from bot.console.drafts import Drafts
from bot.console.entry import Entry
from bot.console.forms import Form
from bot.console.inbox import InboxPages
from bot.console.labelling import LabellingPages
from bot.console.noting import Noting
from bot.console.pages import Pages
from bot.console.people import PeoplePages
from bot.console.replies import ReplyPages
from bot.console.reports import ReportPages
from bot.console.search import SearchPages
from bot.console.services import ConsoleServices
from bot.console.shared import Shared
from bot.console.sign_in import SignInPages
from bot.console.switches import SwitchPages
from bot.console.tickets import TicketPages
from bot.pages.assets import Assets
from bot.pages.demands import DemandingRoute
from bot.services.roles import Permission
from bot.services.sessions import Officer

SHARED_SECONDS = 2.0
"""A list that no change was seen in is read again after so long, for clocks run on."""
COUNTED_SECONDS = 1.0
"""A campaign that runs is counted so often at most, however many look."""
FIRST_PAGES = {
    Permission.WORK: "/console/inbox",
    Permission.LABEL: "/console/labelling",
    Permission.MANAGE_STAFF: "/console/people",
}


def routes(services: ConsoleServices, assets: Assets) -> list[DemandingRoute]:
    """Build the pages and return their routes."""
    pages = Pages(assets, services.topics())
    drafts = Drafts(services.database, services.real_now)
    entrance = _entrance(services, pages, drafts)
    gate = Gate(
        sessions=services.sessions,
        pages=pages,
        public_url=services.public_url,
        secure=entrance.secure,
        ask_again=entrance.ask_again,
        keep=_Stale(pages, drafts).keep,
    )
    return [
        *entrance.routes(),
        gate.form("/console/sign-out", entrance.sign_out),
        gate.page("/console", _go_on),
        *_desk_routes(services, pages, gate, drafts),
        *_office_routes(services, pages, gate),
        *_reminder_routes(services, pages, gate),
    ]


def _entrance(services: ConsoleServices, pages: Pages, drafts: Drafts) -> SignInPages:
    return SignInPages(
        pages=pages,
        sign_in=services.sign_in,
        sessions=services.sessions,
        drafts=drafts,
        entry=Entry(services.secret_key),
        public_url=services.public_url,
        secure=(services.public_url or "").startswith("https://"),
    )


def _desk_routes(
    services: ConsoleServices, pages: Pages, gate: Gate, drafts: Drafts
) -> Sequence[DemandingRoute]:
    noting = Noting(services.database, services.real_now)
    desk = Desk(
        pages=pages,
        tickets=services.tickets,
        staff=services.staff,
        drafts=drafts,
        catalogue=services.catalogue,
        suggestions=services.suggestions,
        clock=services.clock,
    )
    inbox = InboxPages(
        pages=pages,
        tickets=services.tickets,
        live=services.live,
        shared=Shared(SHARED_SECONDS),
    )
    tickets = TicketPages(desk=desk, noting=noting)
    return [
        *inbox.routes(gate),
        *SearchPages(pages=pages, tickets=services.tickets, noting=noting).routes(gate),
        *ReplyPages(tickets=tickets, dispatch=services.dispatch).routes(gate),
        *tickets.routes(gate),
        *services.live.routes(gate),
    ]


def _office_routes(services: ConsoleServices, pages: Pages, gate: Gate) -> Sequence[DemandingRoute]:
    noting = Noting(services.database, services.real_now)
    labelling = LabellingPages(
        pages=pages,
        database=services.database,
        noting=noting,
        root=services.root,
        intents=services.intents(),
    )
    switches = SwitchPages(pages=pages, switches=services.switches, topics=services.topics())
    reports = ReportPages(
        pages=pages, tickets=services.tickets, noting=noting, clock=services.clock
    )
    return [
        *reports.routes(gate),
        *AccountPages(pages=pages, sessions=services.sessions).routes(gate),
        *PeoplePages(pages=pages, staff=services.staff).routes(gate),
        *AuditPages(pages=pages, database=services.database, noting=noting).routes(gate),
        *labelling.routes(gate),
        *switches.routes(gate),
    ]


def _reminder_routes(
    services: ConsoleServices, pages: Pages, gate: Gate
) -> Sequence[DemandingRoute]:
    desk = CampaignDesk(
        pages=pages,
        database=services.database,
        clock=services.clock,
        real_now=services.real_now,
        services=services.campaigns,
    )
    shown = CampaignPages(
        desk=desk, counted=Shared(COUNTED_SECONDS), dry_runs=Shared(COUNTED_SECONDS)
    )
    return [
        *AudiencePages(desk=desk).routes(gate),
        *CampaignForms(desk=desk, shown=shown).routes(gate),
        *shown.routes(gate),
    ]


async def _go_on(_request: Request, officer: Officer) -> Response:
    """Lead to the first page that the role may see."""
    allowed = (page for need, page in FIRST_PAGES.items() if officer.may(need))
    return RedirectResponse(next(allowed, "/console/account"), 303)


class _Stale:
    """Answers a form that was opened before the last sign-in: nothing is done, no text is lost."""

    def __init__(self, pages: Pages, drafts: Drafts) -> None:
        self._pages = pages
        self._drafts = drafts

    async def keep(self, request: Request, officer: Officer, form: Form) -> Response:
        """Keep a reply as a draft and ask to send it again."""
        back = request.headers.get("referer", "")
        if form.text("reply"):
            await self._drafts.keep(officer.staff_id, form.number("ticket"), form.text("reply"))
            back = f"/console/tickets/{form.number('ticket')}"
        values = {"back": back if back.startswith("/console/") else "/console"}
        return self._pages.show(request, "stale.html", officer, values, status=403)
