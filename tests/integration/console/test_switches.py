"""A switch really switches: what is off is answered with the message given for it, and kept."""

import pytest
import pytest_asyncio

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTION = "When is the deadline to move to VNeID?"
TOPIC = "deadline-overview"
GIVEN = {
    "reason": "Wrong since this morning",
    "vi": "Tạm dừng. Gọi 1900 0368.",
    "en": "Paused. Call 1900 0368.",
}


@pytest_asyncio.fixture(loop_scope="module")
async def switch(browser_of):
    """Switches something off; all is on again after the test."""
    chief, off = await browser_of("supervisor"), []

    async def turn_off(kind, name, **fields):
        one = {"kind": kind, "name": name}
        answer = await chief.post("/console/settings/off", **one, **{**GIVEN, **fields})
        if answer.status_code != 400:
            off.append(one)
        return answer

    yield turn_off
    for one in off:
        assert (await chief.post("/console/settings/on", **one)).status_code == 303


async def test_a_channel_that_is_off_answers_with_the_message(switch, new_citizen):
    citizen = await new_citizen()
    assert "2024" in " ".join(await citizen.say(QUESTION))
    await switch("channel", "rest")
    assert await citizen.say(QUESTION) == ["Paused. Call 1900 0368."]
    assert await citizen.say("Hạn chuyển sang VNeID là ngày nào?") == ["Tạm dừng. Gọi 1900 0368."]
    assert await citizen.say("I want to talk to a person") == ["Paused. Call 1900 0368."]


async def test_it_answers_again_when_it_is_on(switch, browser_of, new_citizen):
    citizen, chief = await new_citizen(), await browser_of("supervisor")
    await switch("channel", "rest")
    await citizen.say(QUESTION)
    await chief.post("/console/settings/on", kind="channel", name="rest")
    assert "2024" in " ".join(await citizen.say(QUESTION))


async def test_a_secret_is_still_masked_while_a_channel_is_off(switch, new_citizen, database):
    citizen = await new_citizen()
    await switch("channel", "rest")
    replies = await citizen.say("my password is Hunter2024!")
    assert replies[-1] == "Paused. Call 1900 0368."
    async with database.transaction() as connection:
        kept = await connection.exec_driver_sql(
            "SELECT text, events FROM inbound_messages, "
            "LATERAL (SELECT string_agg(data::text, '') AS events FROM events) AS told"
        )
        assert not any("Hunter2024!" in column for row in kept for column in row)


async def test_a_topic_that_is_off_is_not_answered_and_others_are(switch, new_citizen):
    citizen = await new_citizen()
    await switch("topic", TOPIC)
    assert "Paused. Call 1900 0368." in await citizen.say(QUESTION)
    assert "2024" not in " ".join(await citizen.say(QUESTION))
    linked = await citizen.say("How do I link my accounts?")
    assert "Paused. Call 1900 0368." not in linked


async def test_what_is_said_to_a_person_still_reaches_them(
    switch, browser_of, new_citizen, database
):
    citizen, officer = await new_citizen(), await browser_of("officer")
    await citizen.say("I want to talk to a person")
    async with database.transaction() as connection:
        ticket = (await connection.exec_driver_sql("SELECT max(id) FROM tickets")).scalar_one()
    await switch("channel", "rest")
    await citizen.say("It is about my Android phone")
    assert "my Android phone" in (await officer.get(f"/console/tickets/{ticket}")).text


async def test_a_switch_needs_a_reason_and_both_messages(switch, new_citizen):
    for missing in GIVEN:
        assert (await switch("channel", "rest", **{missing: " "})).status_code == 422
    assert "2024" in " ".join(await (await new_citizen()).say(QUESTION))


async def test_switching_stands_in_the_audit_log(switch, browser_of):
    await switch("topic", TOPIC)
    log = (await (await browser_of("supervisor")).get("/console/audit")).text
    assert "switch.off" in log
    assert "Wrong since this morning" in log


async def test_there_is_no_switch_for_what_is_not_ours(switch):
    assert (await switch("channel", "fax")).status_code == 400
