"""Reads what reports are made of."""

from datetime import date, datetime, time, timedelta

from bot.clock import VIETNAM
from bot.messages import Outcome
from bot.services.reports.figures import Material
from bot.services.tickets.work import Work
from storage import ticket_reports
from storage.ticket_reports import Period

MISSED = (Outcome.CLARIFY, Outcome.OUT_OF_SCOPE)
LONGEST = timedelta(days=366)


def period_of(first: date, last: date) -> Period:
    """Return the days from `first` to `last`, both counted, as Vietnam's clocks have them."""
    begin = datetime.combine(first, time(), VIETNAM)
    return Period(begin, datetime.combine(last + timedelta(days=1), time(), VIETNAM))


async def read(work: Work, period: Period) -> Material:
    """Return what happened in a period."""
    connection = work.connection
    # Thumbs are kept in real time: the period is moved to where it lies there.
    shift = work.now.real - work.now.business
    return Material(
        opened=await ticket_reports.list_opened(connection, period),
        pauses=await ticket_reports.list_pauses(connection, period),
        settled=await ticket_reports.count_settled(connection, period),
        backlog=await ticket_reports.count_backlog(connection, period),
        heard=await ticket_reports.count_heard(connection, period, MISSED),
        thumbs=await ticket_reports.count_thumbs(
            connection, period.since + shift, period.until + shift
        ),
    )
