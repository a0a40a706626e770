"""A ticket's place in the queue, as a range: it moves while it is read."""

from bisect import bisect_left

from bot.services.tickets.work import Work
from storage import ticket_queue

RANGES = (3, 6, 10, 20, 50, 100, 200, 500, 1000)
"""Where ranges end."""


async def place_of(work: Work, ticket_id: int) -> str:
    """Return the place as a range, such as `4–6`; "": the ticket does not wait in the queue."""
    ahead = await ticket_queue.count_ahead(work.connection, ticket_id, work.now)
    return "" if ahead is None else range_of(ahead)


def range_of(ahead: int) -> str:
    """Return the range of places that a ticket with so many before it stands in."""
    place = ahead + 1
    index = bisect_left(RANGES, place)
    if index == len(RANGES):
        return f"> {RANGES[-1]}"
    first = RANGES[index - 1] + 1 if index else 1
    return f"{first}–{RANGES[index]}"
