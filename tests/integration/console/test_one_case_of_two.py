"""Where two citizens' tickets are one case, words for one never reach the other."""

import pytest

from bot.services.tickets.numbers import number_of
from storage import tickets

pytestmark = pytest.mark.asyncio(loop_scope="module")

REPLY = "Mrs Binh (synthetic), your stolen phone is blocked."


@pytest.fixture
def ask_for_a_person(database):
    async def ask(citizen):
        await citizen.say("I want to talk to a person")
        async with database.transaction() as connection:
            return (await connection.exec_driver_sql("SELECT max(id) FROM tickets")).scalar_one()

    return ask


@pytest.fixture
def merged(new_citizen, browser_of, ask_for_a_person):
    """Returns two citizens, the ticket that is theirs together, and an officer."""

    async def make():
        an, binh = await new_citizen(), await new_citizen()
        officer = await browser_of("officer")
        ticket, other = await ask_for_a_person(an), await ask_for_a_person(binh)
        version = await officer.version(ticket)
        await officer.post(
            f"/console/tickets/{ticket}/merge", version=version, number=number_of(other)
        )
        return an, binh, ticket, officer

    return make


@pytest.fixture
def receivers(database):
    """Returns to whom a text was sent."""

    async def find(words):
        async with database.transaction() as connection:
            found = await connection.exec_driver_sql(
                "SELECT sender_id FROM deliveries JOIN conversations"
                " ON conversations.id = conversation_id WHERE body ->> 'text' LIKE %s",
                (f"%{words}%",),
            )
            return list(found.scalars())

    return find


async def test_a_reply_to_who_was_erased_meanwhile_goes_to_nobody(merged, receivers):
    _an, binh, ticket, officer = await merged()
    await binh.say("My phone was stolen, what about my account")
    version = await officer.version(ticket)
    talk = (await officer.get(f"/console/tickets/{ticket}/parts/talk")).text
    seen = talk.partition('name="seen" value="')[2].partition('"')[0]
    await binh.say("delete my data")
    await binh.say("/confirm_erasure")

    answer = await officer.post(
        f"/console/tickets/{ticket}/reply", reply=REPLY, ticket=ticket, version=version, seen=seen
    )

    assert answer.status_code == 409
    assert await receivers("your stolen phone") == []


async def test_who_has_the_case_opened_again_by_a_button_is_answered(merged, receivers, database):
    an, binh, ticket, officer = await merged()
    await binh.say("My phone was stolen")
    await officer.reply(ticket, "It is blocked.")
    version = await officer.version(ticket)
    await officer.post(f"/console/tickets/{ticket}/resolve", version=version, **{"as": "solved"})

    told = await an.say("/request_officer")
    assert (await officer.reply(ticket, "What else do you need, An?")).status_code == 303

    assert await receivers("What else do you need, An?") == [an.sender]
    assert not any("queue" in text for text in told)
    async with database.transaction() as connection:
        assert (await tickets.find(connection, ticket)).language == "en"
