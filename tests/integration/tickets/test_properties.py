"""What must never happen to tickets, whatever is done in whatever order."""

import asyncio
import secrets

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.knowledge.desk import Priority
from bot.messages import Language
from bot.services.tickets.answering import note, reply
from bot.services.tickets.claiming import take_next
from bot.services.tickets.merging import merge, unmerge
from bot.services.tickets.opening import join
from bot.services.tickets.ticket import Kind, TicketRefused
from bot.services.tickets.viewing import view
from storage import conversations, ticket_queue
from storage import tickets as rows
from tests.integration.tickets.conftest import CHIEF, LAN, as_seen

untimed = settings(
    deadline=None,
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PRIORITIES = st.sampled_from(list(Priority))


async def empty(tickets):
    async with tickets.work() as work:
        await work.connection.exec_driver_sql("DELETE FROM conversations")


@untimed
@given(st.lists(st.tuples(PRIORITIES, st.integers(0, 90), st.booleans()), max_size=30))
async def test_no_ticket_starves(tickets, open_one, clock, arrivals):
    """Once at risk, a ticket is overtaken only by those that are due before it."""
    await empty(tickets)
    for priority, minutes, is_served in arrivals:
        clock.pass_by(minutes=minutes)
        await open_one(priority=priority)
        if is_served:
            await serve(tickets)
    left = 0
    while await serve(tickets):
        left += 1
        clock.pass_by(minutes=20)
    assert left <= len(arrivals)


async def serve(tickets):
    async with tickets.work() as work:
        waiting = [
            await rows.find(work.connection, one)
            for one in await ticket_queue.list_free(work.connection, work.now, 100)
        ]
        taken = await take_next(work, LAN)
        if taken is not None:
            await work.connection.exec_driver_sql(
                f"UPDATE tickets SET status = 'resolved' WHERE id = {taken.id}"
            )
        at_risk = [one for one in waiting if one.warn_at <= work.now.business]
        assert not at_risk or taken.due_at == min(one.due_at for one in at_risk)
        return taken


STEPS = st.tuples(
    st.sampled_from(["merge", "unmerge", "write", "note", "reply"]),
    st.integers(0, 4),
    st.integers(0, 4),
)


@untimed
@given(st.lists(STEPS, max_size=25))
async def test_a_merge_loses_nothing(tickets, open_one, clock, steps):
    """Every word stands in exactly one case, and every citizen's next word finds it."""
    await empty(tickets)
    opened = [(await open_one()) for _ in range(5)]
    written = []
    for number, (what, one, other) in enumerate(steps):
        clock.pass_by(minutes=1)
        text = f"điều thứ {number}"
        try:
            async with tickets.work() as work:
                if await step(work, what, opened[one].id, opened[other].id, text):
                    written.append(text)
        except TicketRefused:
            continue
    async with tickets.work() as work:
        found = [await rows.find(work.connection, one.id) for one in opened]
        cases = [await view(work, one.id) for one in found if one.merged_into is None]
        texts = [message.text for case in cases for message in case.messages]
        histories = [change.id for case in cases for change in case.changes]
        total = await work.connection.exec_driver_sql("SELECT count(*) FROM ticket_changes")
        for one in found:
            conversation = await conversations.lock_by_id(work.connection, one.conversation_id)
            assert conversation.ticket_id == (one.merged_into or one.id)
        assert sorted(texts) == sorted(written)
        assert len(histories) == len(set(histories)) == total.scalar_one()


async def step(work, what, one, other, text):
    ticket = await rows.find(work.connection, one)
    root = await rows.find(work.connection, ticket.merged_into or ticket.id)
    if what == "merge":
        another = await rows.find(work.connection, other)
        await merge(work, as_seen(root, CHIEF), as_seen(another, CHIEF))
    elif what == "unmerge":
        await unmerge(work, as_seen(ticket, CHIEF))
    elif what == "write":
        await conversations.lock_by_id(work.connection, ticket.conversation_id)
        said = [(Kind.CITIZEN, text)]
        await join(work, ticket.conversation_id, root.id, Language.VI, said)
    else:
        await (note if what == "note" else reply)(work, as_seen(root, CHIEF), text)
    return what in {"write", "note", "reply"}


async def test_merges_both_ways_at_once_end_in_one(tickets, open_one):
    """Two officers merge the same two tickets, each into the other."""
    one, other = await open_one(), await open_one()

    async def run(first, second):
        async with tickets.work() as work:
            await merge(work, as_seen(first, CHIEF), as_seen(second, CHIEF))

    done = await asyncio.gather(run(one, other), run(other, one), return_exceptions=True)

    assert sorted(type(result).__name__ for result in done) == ["NoneType", "TicketChanged"]


async def test_a_ticket_is_due_in_finite_time_however_many_urgent_ones_come(
    tickets, open_one, clock
):
    """More urgent tickets come than the desk can take; the ordinary one is taken all the same."""
    ordinary = await open_one()
    due_before, served_before = 0, 0
    for _ in range(120):
        clock.pass_by(minutes=10)
        for _ in range(2):
            urgent = await open_one(secrets.token_hex(8), priority=Priority.URGENT)
            due_before += urgent.due_at <= ordinary.due_at
        if (await serve(tickets)).id == ordinary.id:
            break
        served_before += 1
    else:
        raise AssertionError("the ordinary ticket starved")
    assert served_before <= due_before
