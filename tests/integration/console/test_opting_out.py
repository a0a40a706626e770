"""A citizen tells an officer that they want no more messages; the console takes it down."""

import asyncio

import pytest

from bot.services.tickets.numbers import number_of
from storage import joined, optouts, tickets

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def conversation_of(database):
    async def find(ticket):
        async with database.transaction() as connection:
            return (await tickets.find(connection, ticket)).conversation_id

    return find


@pytest.fixture
def decide(browser_of, conversation_of):
    """Has an officer press a button, of the ticket's own conversation if no other is named."""

    async def press(ticket, act, conversation=None, how="call, 9:10"):
        officer = await browser_of("officer")
        address = f"/console/tickets/{ticket}/{act}"
        version = await officer.version(ticket)
        named = conversation or await conversation_of(ticket)
        return await officer.post(address, version=version, conversation=named, how=how)

    return press


@pytest.fixture
def kept(database, conversation_of):
    """Returns the opt-outs in force of whoever wrote a ticket, by channel."""

    async def read(ticket):
        conversation = await conversation_of(ticket)
        async with database.transaction() as connection:
            ways = await optouts.list_ways(connection, [conversation])
        return {one.channel: one.optout.proof for one in ways if one.optout}

    return read


@pytest.fixture
def history(browser_of):
    async def read(ticket):
        page = (await (await browser_of("officer")).get(f"/console/tickets/{ticket}")).text
        return page.partition('class="history"')[2].partition("</ol>")[0]

    return read


async def test_an_opt_out_is_kept_with_its_proof_and_taken_back(
    decide, kept, history, open_ticket, audit_of
):
    ticket = await open_ticket()
    assert (await decide(ticket, "opt-out")).status_code == 303
    ((channel, proof),) = (await kept(ticket)).items()
    assert channel == "rest"
    assert proof.endswith(": call, 9:10")
    assert "Wants no more messages" in await history(ticket)
    login, subject = await audit_of("ticket.opt-out")
    assert login == "officer"
    assert subject.startswith("ticket ")

    assert (await decide(ticket, "opt-in")).status_code == 303
    assert await kept(ticket) == {}
    assert "Wants messages again" in await history(ticket)


async def test_the_page_says_what_the_citizen_refuses(decide, browser_of, open_ticket):
    ticket, officer = await open_ticket(), await browser_of("officer")
    address = f"/console/tickets/{ticket}"
    assert "Other programs (REST): gets messages" in (await officer.get(address)).text

    await decide(ticket, "opt-out")
    page = (await officer.get(address)).text
    assert "Other programs (REST): nothing but answers since" in page
    assert f"{address}/opt-in" in page


async def test_pressed_by_two_officers_it_happens_once(decide, history, open_ticket):
    ticket = await open_ticket()
    answers = await asyncio.gather(*[decide(ticket, "opt-out") for _ in range(3)])
    assert [one.status_code for one in answers] == [303] * 3
    assert (await history(ticket)).count("Wants no more messages") == 1


async def test_an_officer_who_writes_meanwhile_is_not_disturbed(
    decide, browser_of, open_ticket, sent
):
    ticket, writer = await open_ticket(), await browser_of("officer")
    version = await writer.version(ticket)
    await decide(ticket, "opt-out")
    assert (await writer.reply(ticket, "Written before.", version)).status_code == 303
    assert len(await sent(ticket)) == 1


async def test_it_is_taken_down_on_a_settled_ticket_too(decide, kept, browser_of, open_ticket):
    ticket, officer = await open_ticket(), await browser_of("officer")
    version = await officer.version(ticket)
    await officer.post(f"/console/tickets/{ticket}/resolve", version=version, **{"as": "solved"})
    assert (await decide(ticket, "opt-out")).status_code == 303
    assert list(await kept(ticket)) == ["rest"]


async def test_another_channel_that_the_citizen_joined_can_be_named(
    decide, kept, open_ticket, database, conversation_of
):
    ticket = await open_ticket()
    conversation = await conversation_of(ticket)
    async with database.transaction() as connection:
        web = (
            await connection.exec_driver_sql(
                "INSERT INTO conversations (channel, sender_id, state, created_at, updated_at)"
                " VALUES ('web', 'synthetic', '{}', now(), now())"
                " RETURNING id"
            )
        ).scalar_one()
        await joined.join(connection, [conversation, web], 1)
    assert (await decide(ticket, "opt-out", web)).status_code == 303
    assert list(await kept(ticket)) == ["web"]


async def test_of_two_in_one_case_the_one_who_asked_is_left_alone(
    decide, kept, browser_of, open_ticket, conversation_of
):
    first, second = await open_ticket(), await open_ticket()
    officer = await browser_of("officer")
    version = await officer.version(first)
    await officer.post(f"/console/tickets/{first}/merge", version=version, number=number_of(second))
    page = (await officer.get(f"/console/tickets/{first}")).text
    for ticket in (first, second):
        assert f"Other programs (REST) (ticket {number_of(ticket)}): gets messages" in page

    await decide(first, "opt-out", await conversation_of(second))
    assert await kept(first) == {}
    assert list(await kept(second)) == ["rest"]


async def test_how_they_asked_must_be_said(decide, kept, open_ticket):
    ticket = await open_ticket()
    answer = await decide(ticket, "opt-out", how=" ")
    assert answer.status_code == 422
    assert "Please write something first" in answer.text
    assert await kept(ticket) == {}


async def test_nobody_else_can_be_named(decide, kept, open_ticket, conversation_of):
    ticket, stranger = await open_ticket(), await open_ticket()
    answer = await decide(ticket, "opt-out", await conversation_of(stranger))
    assert answer.status_code == 422
    assert "Please choose one" in answer.text
    assert await kept(stranger) == {}


async def test_a_secret_in_the_proof_is_masked(decide, kept, open_ticket):
    ticket = await open_ticket()
    await decide(ticket, "opt-out", how="her id is 079123456789")
    assert "079123456789" not in (await kept(ticket))["rest"]
