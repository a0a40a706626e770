"""The bot and a person never both answer, in whatever order things happen."""

import asyncio
from datetime import timedelta
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.messages import ChannelName, Outcome
from bot.services.tickets.answering import reply
from bot.services.tickets.claiming import release, snooze, take, take_next, transfer
from bot.services.tickets.settling import reopen, resolve
from bot.services.tickets.ticket import Actor, Edit, Resolution, TicketChanged, TicketRefused
from storage import conversations, ticket_entries, tickets
from tests.integration.conversation.desk_case import Case

MINH = Actor(2, "Cán bộ mẫu Minh", may_overrule=True)
PERSONS = {"taken", "transferred", "snoozed", "reopened"}
BOTS = {"released", "resolved", "cancelled", "opened"}

CITIZEN = {
    "ask": "cho tôi gặp cán bộ hỗ trợ",
    "question": "tài khoản cổng cũ còn dùng được không?",
    "thanks": "cảm ơn",
    "state": "/ticket",
    "take back": "/cancel_ticket",
}
AGREED = '/cancel_ticket{"agreed"'
SERVICES = {
    "take": take,
    "release": release,
    "reopen": reopen,
    "reply": lambda work, edit: reply(work, edit, "Chào anh/chị"),
    "transfer": lambda work, edit: transfer(work, edit, Actor(3, "Cán bộ mẫu Hoa")),
    "snooze": lambda work, edit: snooze(work, edit, work.now.business + timedelta(days=1)),
    "resolve": lambda work, edit: resolve(work, edit, Resolution.SOLVED),
}


STEPS = st.lists(
    st.lists(st.sampled_from([*CITIZEN, *SERVICES, "next"]), min_size=1, max_size=3), max_size=10
)


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(STEPS, st.sampled_from([ChannelName.WEB, ChannelName.TELEGRAM]))
async def test_the_bot_is_silent_while_a_person_owns_the_conversation(
    database, dialogue, steps, channel
):
    case = Case(database, dialogue, channel)
    turns = []
    for at_once in steps:
        done = await asyncio.gather(*(act(case, step) for step in at_once))
        turns += [turn for turn in done if turn is not None]
    assert all(turn.replies == () for turn in turns if turn.outcome is Outcome.QUIET)
    for log in await logs(case):
        check(log)


async def act(case, step):
    if step in CITIZEN:
        turn = await case.say(CITIZEN[step])
        agreed = [
            one.payload for reply in turn.replies for one in reply.buttons if AGREED in one.payload
        ]
        return await case.say(agreed[0]) if agreed else turn
    try:
        async with case.desk.work() as work:
            await serve(case, work, step)
    except (TicketChanged, TicketRefused):
        pass
    return None


async def serve(case, work, step):
    conversation = await conversations.find(work.connection, case.channel, case.sender_id)
    ticket = conversation and await tickets.find_latest(work.connection, conversation.id)
    if not ticket:
        return
    edit = Edit(ticket.id, ticket.version, MINH)
    if step == "next":
        await take_next(work, MINH)
    else:
        await SERVICES[step](work, edit)


async def logs(case):
    """What was written and what happened in each ticket, by the version it made."""
    async with case.desk.work() as work:
        conversation = await conversations.find(work.connection, case.channel, case.sender_id)
        if conversation is None:
            return []
        rows = await work.connection.exec_driver_sql(
            f"SELECT id FROM tickets WHERE conversation_id = {conversation.id}"
        )
        return [await log_of(work, ticket_id) for ticket_id in rows.scalars()]


async def log_of(work, ticket_id):
    messages = await ticket_entries.list_messages(work.connection, ticket_id, 500)
    changes = await ticket_entries.list_changes(work.connection, ticket_id, 500)
    entries = [(one.version, one.kind, one.actor_id) for one in changes]
    entries += [(one.version, one.kind, one.author_id) for one in messages]
    return sorted(entries, key=lambda entry: entry[0])


def check(log):
    owner = "bot"
    for _, kind, person in log:
        if kind in PERSONS and (kind != "reopened" or person is not None):
            owner = "person"
        elif kind in BOTS or kind == "reopened":
            owner = "bot"
        elif kind == "officer":
            owner = "person"
        elif kind == "bot":
            assert owner == "bot", log


@pytest.mark.parametrize("copies", [2, 5])
async def test_a_request_that_arrives_several_times_at_once_opens_one_ticket(
    database, dialogue, copies
):
    case = Case(database, dialogue)
    same = [case.say(CITIZEN["ask"], "m1") for _ in range(copies)]
    others = [case.say(CITIZEN["ask"], f"n{number}") for number in range(copies)]

    await asyncio.gather(*chain(same, others))

    assert len(await case.tickets()) == 1
