"""What an officer can do with a ticket, by the name that stands in the address."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from bot.clock import VIETNAM
from bot.console.forms import Form
from bot.knowledge.desk import Priority
from bot.services.tickets import answering, claiming, merging, opting_out, settling, sorting
from bot.services.tickets.numbers import id_of
from bot.services.tickets.ticket import Actor, Edit, Resolution, TicketRefused
from bot.services.tickets.work import Work
from storage import tickets
from storage.tickets import Ticket

LONGEST_TAG = 40
MOMENTS = {"hour": timedelta(hours=1), "hours": timedelta(hours=4), "day": timedelta(days=1)}
"""How long a ticket is put aside; a day ends at its opening hour."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks to do to a ticket.

    Attributes:
        colleagues: who a ticket can be handed on to, by id.
        categories: what a ticket can be about.
    """

    edit: Edit
    form: Form
    colleagues: Mapping[int, Actor]
    categories: frozenset[str]


Choice = TypeVar("Choice")
Act = Callable[[Work, Asked], Awaitable[Ticket]]


async def _take(work: Work, asked: Asked) -> Ticket:
    return await claiming.take(work, asked.edit)


async def _release(work: Work, asked: Asked) -> Ticket:
    return await claiming.release(work, asked.edit)


async def _transfer(work: Work, asked: Asked) -> Ticket:
    to = asked.colleagues.get(asked.form.number("to"))
    if to is None:
        raise TicketRefused("nobody")
    return await claiming.transfer(work, asked.edit, to)


async def _snooze(work: Work, asked: Asked) -> Ticket:
    until = _until(asked.form, work.now.business)
    return await claiming.snooze(work, asked.edit, until)


async def _merge(work: Work, asked: Asked) -> Ticket:
    other = id_of(asked.form.word("number"))
    found = await tickets.find(work.connection, other) if other is not None else None
    if found is None:
        raise TicketRefused("number")
    return await merging.merge(work, asked.edit, Edit(found.id, found.version, asked.edit.actor))


async def _unmerge(work: Work, asked: Asked) -> Ticket:
    return await merging.unmerge(work, asked.edit)


async def _resolve(work: Work, asked: Asked) -> Ticket:
    return await settling.resolve(work, asked.edit, _one_of(Resolution, asked.form.word("as")))


async def _reopen(work: Work, asked: Asked) -> Ticket:
    return await settling.reopen(work, asked.edit)


async def _priority(work: Work, asked: Asked) -> Ticket:
    priority = _one_of(Priority, asked.form.word("priority"))
    return await sorting.set_priority(work, asked.edit, priority)


async def _category(work: Work, asked: Asked) -> Ticket:
    if asked.form.word("category") not in asked.categories:
        raise TicketRefused("choice")
    return await sorting.set_category(work, asked.edit, asked.form.word("category"))


async def _tag(work: Work, asked: Asked) -> Ticket:
    name = asked.form.word("tag").lower()[:LONGEST_TAG]
    if not name:
        raise TicketRefused("empty")
    return await sorting.tag(work, asked.edit, name)


async def _untag(work: Work, asked: Asked) -> Ticket:
    return await sorting.untag(work, asked.edit, asked.form.word("tag"))


async def _note(work: Work, asked: Asked) -> Ticket:
    return await answering.note(work, asked.edit, asked.form.text("note"))


async def _opt_out(work: Work, asked: Asked) -> Ticket:
    conversation_id = asked.form.number("conversation")
    return await opting_out.opt_out(work, asked.edit, conversation_id, asked.form.word("how"))


async def _opt_in(work: Work, asked: Asked) -> Ticket:
    conversation_id = asked.form.number("conversation")
    return await opting_out.opt_in(work, asked.edit, conversation_id, asked.form.word("how"))


ACTS: Mapping[str, Act] = {
    "take": _take,
    "release": _release,
    "transfer": _transfer,
    "snooze": _snooze,
    "merge": _merge,
    "unmerge": _unmerge,
    "resolve": _resolve,
    "reopen": _reopen,
    "priority": _priority,
    "category": _category,
    "tag": _tag,
    "untag": _untag,
    "note": _note,
    "opt-out": _opt_out,
    "opt-in": _opt_in,
}


def _one_of(kind: Callable[[str], Choice], value: str) -> Choice:
    try:
        return kind(value)
    except ValueError as error:
        raise TicketRefused("choice") from error


def _until(form: Form, now: datetime) -> datetime:
    """Return the moment a form names: a length of time, or a day and time in Vietnam."""
    if form.word("for") in MOMENTS:
        until = now + MOMENTS[form.word("for")]
        if form.word("for") == "day":
            local = until.astimezone(VIETNAM).replace(hour=8, minute=0, second=0, microsecond=0)
            until = local.astimezone(UTC)
        return until
    try:
        given = datetime.fromisoformat(form.word("until"))
    except ValueError as error:
        raise TicketRefused("choice") from error
    return given.replace(tzinfo=VIETNAM).astimezone(UTC)
