"""Reports: figures with their definitions, the tickets behind them, and a CSV file."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO

import numpy as np
from starlette.requests import Request
from starlette.responses import Response

from bot.clock import Clock, business_day
from bot.console.access import Gate
from bot.console.charts import draw
from bot.console.noting import Noting
from bot.console.pages import Pages
from bot.pages.demands import DemandingRoute
from bot.services.reports.figures import Took, measure, work_out
from bot.services.reports.reading import LONGEST, period_of, read
from bot.services.roles import Permission
from bot.services.sessions import Officer
from bot.services.tickets.access import Tickets
from bot.services.tickets.numbers import number_of
from bot.services.tickets.ticket import LIVE
from storage import ticket_reports
from storage.ticket_reports import Opened

AT = "/console/reports"
DAYS = (7, 30, 90)
LISTED = 200
EARLIEST = date(2020, 1, 1)
"""Nothing was kept before."""
_COLUMNS = (
    "ticket", "opened_at", "channel", "language", "category", "priority", "reason", "status",
    "first_reply_business_minutes", "first_reply_wall_minutes",
    "resolution_business_minutes", "resolution_wall_minutes", "was_overdue", "rating",
)  # fmt: skip
BEHIND: Mapping[str, Callable[[Opened], bool]] = {
    "opened": lambda _: True,
    "first_reply": lambda one: one.first_replied_at is not None,
    "resolution": lambda one: one.resolved_at is not None,
    "backlog": lambda one: one.status in LIVE,
    "overdue": lambda one: one.was_late,
    "rating": lambda one: one.rating is not None,
}
"""Which tickets of the period stand behind a figure."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days a report is about, both counted."""

    first: date
    last: date

    @property
    def all(self) -> list[date]:
        """Return every one of them."""
        return [self.first + timedelta(days=at) for at in range((self.last - self.first).days + 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPages:
    """The endpoints of the reports."""

    pages: Pages
    tickets: Tickets
    noting: Noting
    clock: Clock

    async def show(self, request: Request, officer: Officer) -> Response:
        """Show the figures of some days."""
        days = self._days(request)
        async with self.tickets.work() as work:
            material = await read(work, period_of(days.first, days.last))
            now = work.now.business
        figures = work_out(material, self.tickets.calendar, days.all, now)
        values = {
            "days": days,
            "today": business_day(now),
            "choices": DAYS,
            "figures": figures,
            "chart": draw(figures.days),
        }
        return self.pages.show(request, "reports.html", officer, values)

    async def behind(self, request: Request, officer: Officer) -> Response:
        """List the tickets behind a figure, the slowest or newest first."""
        name, days = request.query_params.get("figure", ""), self._days(request)
        fits = BEHIND.get(name, BEHIND["opened"])
        opened, took = await self._read(days)
        rows = [
            (one, number_of(one.id), _spans(took, at))
            for at, one in enumerate(opened)
            if fits(one) and _is_asked_for(one, request.query_params)
        ]
        key = {"first_reply": 1, "resolution": 3}.get(name)
        if key is not None:
            rows.sort(key=lambda row: row[2][key] or timedelta(), reverse=True)
        else:
            rows.reverse()
        values = {"days": days, "figure": name, "rows": rows[:LISTED], "all": len(rows)}
        return self.pages.show(request, "report_tickets.html", officer, values)

    async def export(self, request: Request, officer: Officer) -> Response:
        """Return the tickets of some days as CSV, without anything a citizen wrote."""
        days = self._days(request)
        opened, took = await self._read(days)
        await self.noting.note(officer, "report.export", f"{days.first} to {days.last}")
        name = f"tickets-{days.first}-{days.last}.csv"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        }
        return Response(write_csv(opened, took), headers=headers, media_type="text/csv")

    def routes(self, gate: Gate) -> list[DemandingRoute]:
        """Return the routes; whoever may not read tickets sees figures only."""
        return [
            gate.page(AT, self.show, Permission.REPORT),
            gate.page(f"{AT}/tickets", self.behind, Permission.OVERSEE),
            gate.page(f"{AT}/tickets.csv", self.export, Permission.REPORT),
        ]

    async def _read(self, days: Days) -> tuple[Sequence[Opened], Took]:
        period = period_of(days.first, days.last)
        async with self.tickets.work() as work:
            opened = await ticket_reports.list_opened(work.connection, period)
            pauses = await ticket_reports.list_pauses(work.connection, period)
            return opened, measure(opened, pauses, self.tickets.calendar, work.now.business)

    def _days(self, request: Request) -> Days:
        """Return the days an address asks for; the last thirty, where it asks for none."""
        today = business_day(self.clock.now())
        asked = request.query_params
        last = min(max(_day(asked.get("until", "")) or today, EARLIEST), today)
        first = _day(asked.get("since", "")) or last - timedelta(days=29)
        return Days(max(min(first, last), last - LONGEST), last)


def write_csv(opened: Sequence[Opened], took: Took) -> str:
    """Return tickets as CSV; times are Vietnam's, lengths are minutes."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for at, one in enumerate(opened):
        minutes = [
            "" if span is None else round(span.total_seconds() / 60) for span in _spans(took, at)
        ]
        kept = (one.channel, one.language, one.category, one.priority, one.reason, one.status)
        late = "yes" if one.was_late else "no"
        ends = (late, one.rating or "")
        writer.writerow([number_of(one.id), one.opened_at.isoformat(), *kept, *minutes, *ends])
    return out.getvalue()


def _spans(took: Took, at: int) -> list[timedelta | None]:
    lengths = (
        took.first_reply[at],
        took.first_reply_wall[at],
        took.resolution[at],
        took.resolution_wall[at],
    )
    return [None if np.isnan(one) else timedelta(seconds=float(one)) for one in lengths]


def _is_asked_for(one: Opened, asked: Mapping[str, str]) -> bool:
    return asked.get("channel", one.channel) == one.channel and (
        asked.get("category", one.category) == one.category
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
