"""`vneid-bot tickets`: the queue, one ticket, or all of them as JSON lines."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from bot.bootstrap import real_now, running_database
from bot.clock import VIETNAM, make_clock
from bot.content.catalogue import load_catalogue
from bot.conversation.desk_work import make_tickets
from bot.errors import SettingsError
from bot.keys import make_cipher
from bot.services.addresses import Addresses
from bot.services.tickets.numbers import id_of, number_of
from bot.services.tickets.ticket import LIVE, SETTLED, Status
from bot.services.tickets.viewing import View, list_tickets, view
from bot.services.tickets.work import Work
from bot.settings import load_settings
from storage.database import Database
from storage.ticket_queue import Filter
from storage.tickets import Ticket

app = typer.Typer(no_args_is_help=True)
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON lines.")]
T = TypeVar("T")

PAGE = 500


@app.callback()
def tickets() -> None:
    """Look at the tickets of the support desk; what citizens wrote is masked."""


@app.command(name="list")
def list_queue(
    status: Annotated[Status | None, typer.Option(help="Only these; else all live ones.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Length of the list.")] = 50,
    as_json: JsonOption = False,
) -> None:
    """List the queue, the ticket that is to be taken next first.

    For example:  vneid-bot tickets list --status waiting
    """
    wanted = Filter(statuses=[status] if status else LIVE)
    found = _run(lambda work: list_tickets(work, wanted, limit))
    if as_json:
        for ticket in found:
            _print_json(_row(ticket))
        return
    table = Table(title=f"{len(found)} tickets")
    for column in ("number", "status", "priority", "about", "why", "officer", "due (Vietnam)"):
        table.add_column(column)
    for ticket in found:
        officer = ticket.assignee_name or "–"
        cells = [number_of(ticket.id), ticket.status, ticket.priority, ticket.category]
        table.add_row(*cells, ticket.reason, officer, _moment(ticket.due_at))
    Console().print(table)


@app.command()
def show(
    number: Annotated[str, typer.Argument(help="Such as 1042-7.")], as_json: JsonOption = False
) -> None:
    """Show one ticket with all that was written in it and all that happened.

    For example:  vneid-bot tickets show 1042-7
    """
    ticket_id = id_of(number)
    found = None if ticket_id is None else _run(lambda work: view(work, ticket_id))
    if found is None:
        raise SettingsError(f"there is no ticket {number}; see vneid-bot tickets list")
    if as_json:
        _print_json(_whole(found))
    else:
        _show(found)


@app.command()
def export() -> None:
    """Write every ticket as a JSON line to standard output, the newest first.

    For example:  vneid-bot tickets export > tickets.jsonl
    """
    _run(_export)


def _run(step: Callable[[Work], Awaitable[T]]) -> T:
    settings = load_settings()

    async def run(url: str) -> T:
        database = Database(url)
        addresses = Addresses(make_cipher(settings))
        clock = make_clock(settings.clock, settings.clock_speed, real_now())
        desk = make_tickets(database, load_catalogue(), clock, real_now, addresses)
        try:
            async with desk.work() as work:
                return await step(work)
        finally:
            await database.dispose()

    with running_database(settings) as url:
        return asyncio.run(run(url))


async def _export(work: Work) -> None:
    for statuses in (LIVE, SETTLED):
        offset = 0
        while page := await list_tickets(work, Filter(statuses=statuses), PAGE, offset):
            for ticket in page:
                found = await view(work, ticket.id)
                if found is not None:
                    _print_json(_whole(found))
            offset += PAGE


def _show(found: View) -> None:
    ticket, console = found.ticket, Console(highlight=False, markup=False)
    console.print(f"ticket {number_of(ticket.id)}: {ticket.status}, {ticket.priority}")
    console.print(f"about {ticket.category}, because {ticket.reason}, on {ticket.channel}")
    console.print(f"contact {ticket.contact}, due {_moment(ticket.due_at)} (Vietnam)\n")
    entries = [(one.at, one.author_name or one.kind, one.text) for one in found.messages]
    entries += [(one.at, one.actor_name or "desk", f"[{one.kind}]") for one in found.changes]
    for at, who, text in sorted(entries):
        console.print(f"{_moment(at)}  {who}: {text}")


def _row(ticket: Ticket) -> dict[str, Any]:
    return {"number": number_of(ticket.id), **asdict(ticket)}


def _whole(found: View) -> dict[str, Any]:
    kept = ("messages", "changes", "pauses")
    parts = {name: [asdict(one) for one in getattr(found, name)] for name in kept}
    merged = [number_of(one.id) for one in found.merged]
    return {**_row(found.ticket), **parts, "merged": merged}


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(VIETNAM):%Y-%m-%d %H:%M}" if at else "–"


def _print_json(row: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False, default=_plain) + "\n")


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    raise TypeError(type(value).__name__)
