"""A running campaign writes to each once, at the right hour, and to nobody who stopped it."""

from bot.services.campaigns import decisions
from bot.services.campaigns.stopping import cancel_for_link
from storage import reminder_audiences
from tests.integration.services.campaigns.conftest import at


async def test_everybody_gets_one_text_in_their_language(desk):
    people = await desk.gather(3, "en")
    campaign = await desk.run()

    await desk.send(campaign)
    await desk.send(campaign)

    assert await desk.fates(campaign) == dict.fromkeys(people, ("sent", None))
    assert len(desk.provider.sent) == 3
    assert all("From tomorrow 15/6/2024" in one.reply.text for one in desk.provider.sent)
    assert all(one.address.startswith("+849") for one in desk.provider.sent)


async def test_a_confirmed_link_cancels_what_is_queued(desk):
    first, second = await desk.gather(2)
    campaign = await desk.run()

    async with desk.database.transaction() as connection:
        assert await cancel_for_link(connection, first, desk.real) == 1
    await desk.send(campaign)

    assert await desk.fates(campaign) == {first: ("cancelled", "linked"), second: ("sent", None)}


async def test_who_linked_before_the_planning_is_counted_and_left_out(desk):
    first, second = await desk.gather(2)
    async with desk.database.transaction() as connection:
        await cancel_for_link(connection, first, desk.real)

    campaign = await desk.run()

    assert await desk.fates(campaign) == {
        first: ("cancelled", "linked"),
        second: ("queued", None),
    }


async def test_an_opt_out_after_the_planning_holds(desk):
    first, _second = await desk.gather(2)
    campaign = await desk.run()

    await desk.refuse(first)
    await desk.send(campaign)

    assert (await desk.fates(campaign))[first] == ("cancelled", "opted_out")
    assert len(desk.provider.sent) == 1


async def test_a_withdrawn_basis_stops_everybody(desk):
    people = await desk.gather(2)
    campaign = await desk.run()

    async with desk.database.transaction() as connection:
        audience = (await decisions.get(connection, campaign)).audience_id
        await reminder_audiences.withdraw(connection, audience, desk.real)
    await desk.send(campaign)

    assert await desk.fates(campaign) == dict.fromkeys(people, ("cancelled", "no_consent"))


async def test_nobody_is_written_to_at_night(desk):
    await desk.gather(1)
    desk.clock.moment = at(12, 22, 0)
    campaign = await desk.run((3, 1))

    await desk.send(campaign)
    assert desk.provider.sent == []

    desk.clock.moment = at(13, 7)
    await desk.send(campaign)
    assert len(desk.provider.sent) == 1


async def test_what_would_come_too_late_is_dropped(desk):
    (person,) = await desk.gather(1)
    campaign = await desk.run()
    desk.clock.moment = at(15, 9)

    await desk.send(campaign)

    assert await desk.fates(campaign) == {person: ("cancelled", "too_late")}


async def test_a_person_gets_one_reminder_a_day_over_all_campaigns(desk):
    (person,) = await desk.gather(1)
    desk.clock.moment = at(12)
    first, second = await desk.run((3,)), await desk.run((3,))

    await desk.send(first)
    await desk.send(second)
    assert len(desk.provider.sent) == 1
    assert await desk.fates(second) == {person: ("queued", None)}

    desk.clock.moment = at(13, 7)
    await desk.send(second)
    assert len(desk.provider.sent) == 2


async def test_planning_twice_plans_once(desk):
    people = await desk.gather(3)
    campaign = await desk.run()

    await desk.planner.plan_step(campaign, 1)

    assert len(await desk.fates(campaign)) == len(people)
    assert len(await desk.chunks(campaign)) == 1
