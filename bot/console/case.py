"""A ticket as its page shows it: what was said, what is known, what can be done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.channels.web.view import Exchange, exchanges
from bot.console.rows import Sla, sla_of
from bot.conversation.archive import entry_of
from bot.pages.markup import Block, blocks
from bot.services.sessions import Officer
from bot.services.tickets.numbers import number_of
from bot.services.tickets.ticket import Actor, Status
from bot.services.tickets.viewing import View
from bot.services.tickets.work import is_allowed, is_taken
from storage.optouts import Way
from storage.ticket_entries import Message
from storage.ticket_queue import Moment
from storage.tickets import Ticket


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the ticket, ready to be set."""

    message: Message
    blocks: tuple[Block, ...]
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A ticket in front of an officer.

    Attributes:
        before: what citizen and bot said until it was opened.
        said: what was written in it since.
        is_taken: an officer is at it.
        may_act: this officer may change it.
    """

    view: View
    number: str
    sla: Sla
    before: tuple[Exchange, ...]
    said: tuple[Said, ...]
    is_taken: bool
    may_act: bool
    is_own: bool

    @property
    def ticket(self) -> Ticket:
        """The ticket itself."""
        return self.view.ticket

    @property
    def last_words(self) -> str:
        """What the citizen wrote last."""
        written = [one.message.text for one in self.said if one.message.kind == "citizen"]
        asked = [one.said for one in self.before]
        return (written or asked or [""])[-1]


@dataclass(frozen=True, slots=True)
class Reach:
    """A conversation in which a citizen of a case can be reached.

    Attributes:
        tickets: whose it is, where tickets became one case; none: all are of one citizen.
    """

    way: Way
    tickets: tuple[Ticket, ...]


def reaches_of(case: Case, ways: Sequence[Way]) -> list[Reach]:
    """Return where the citizens of a case can be reached, told apart by their tickets."""
    sharers = (case.ticket, *case.view.merged) if case.view.merged else ()
    citizens = {one.conversation_id: one.citizen_id or -one.conversation_id for one in ways}
    return [
        Reach(
            way,
            tuple(
                ticket
                for ticket in sharers
                if citizens.get(ticket.conversation_id) == citizens[way.conversation_id]
            ),
        )
        for way in ways
    ]


def actor_of(officer: Officer) -> Actor:
    """Return an officer as tickets know them."""
    return Actor(officer.staff_id, officer.name, may_overrule=officer.may("oversee"))


def case_of(view: View, officer: Officer, now: Moment, unnamed: str) -> Case:
    """Return a ticket as `officer` sees it.

    Args:
        view: all that belongs to it.
        officer: who looks at it.
        now: business and real time.
        unnamed: what stands for a pressed button whose title is no longer known.
    """
    ticket, actor = view.ticket, actor_of(officer)
    taken = is_taken(ticket, now) and ticket.status != Status.WAITING
    return Case(
        view=view,
        number=number_of(ticket.id),
        sla=sla_of(ticket, now.business),
        before=exchanges(tuple(map(entry_of, view.transcript)), (), unnamed),
        said=tuple(_said(view.messages, officer)),
        is_taken=taken,
        may_act=ticket.is_live and (not is_taken(ticket, now) or is_allowed(ticket, actor)),
        is_own=ticket.assignee_id == officer.staff_id,
    )


def _said(messages: Iterable[Message], officer: Officer) -> Iterable[Said]:
    for message in messages:
        yield Said(message, blocks(message.text), message.author_id == officer.staff_id)
