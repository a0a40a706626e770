"""What a ticket is about and how urgent it is; its deadline follows."""

from dataclasses import replace

from bot.knowledge.desk import Priority
from bot.services.tickets.ticket import Edit, Happening
from bot.services.tickets.work import Work, hold, keep
from storage.tickets import Ticket


async def set_priority(work: Work, edit: Edit, priority: Priority) -> Ticket:
    """Say how urgent a ticket is; its deadline is worked out anew.

    Raises:
        TicketChanged: somebody was first.
        TicketRefused: it is gone or settled, or another officer is at it.
    """
    ticket = replace((await hold(work, edit)).ticket, priority=priority.value)
    return await keep(work, ticket, Happening.PRIORITY_SET, edit.actor, priority=priority.value)


async def set_category(work: Work, edit: Edit, category: str) -> Ticket:
    """Say what a ticket is about: a topic, `link_check` or `other`.

    Raises:
        TicketChanged: somebody was first.
        TicketRefused: it is gone or settled, or another officer is at it.
    """
    ticket = replace((await hold(work, edit)).ticket, category=category)
    return await keep(work, ticket, Happening.CATEGORY_SET, edit.actor, category=category)


async def tag(work: Work, edit: Edit, name: str) -> Ticket:
    """Put a tag on a ticket; one that it has already changes nothing more.

    Raises:
        TicketChanged: somebody was first.
        TicketRefused: it is gone or settled, or another officer is at it.
    """
    ticket = (await hold(work, edit)).ticket
    tagged = replace(ticket, tags=sorted({*ticket.tags, name}))
    return await keep(work, tagged, Happening.TAGGED, edit.actor, tag=name)


async def untag(work: Work, edit: Edit, name: str) -> Ticket:
    """Take a tag off a ticket.

    Raises:
        TicketChanged: somebody was first.
        TicketRefused: it is gone or settled, or another officer is at it.
    """
    ticket = (await hold(work, edit)).ticket
    untagged = replace(ticket, tags=[one for one in ticket.tags if one != name])
    return await keep(work, untagged, Happening.UNTAGGED, edit.actor, tag=name)
