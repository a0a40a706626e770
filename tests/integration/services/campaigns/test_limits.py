"""What a campaign may cost, and how people stop it."""

from bot.services.campaigns import decisions


async def test_the_cap_stops_hard_and_four_fifths_warn(desk):
    await desk.gather(10)
    campaign = await desk.run(cap_segments=8, price_vnd=800)

    await desk.send(campaign)

    made = await desk.campaign(campaign)
    assert (made.status, made.reason, made.used_segments) == ("paused", "budget", 8)
    assert made.warned_at is not None
    assert len(desk.provider.sent) == 8


async def test_money_is_a_cap_too(desk):
    await desk.gather(5)
    campaign = await desk.run(cap_vnd=2_500, price_vnd=800)

    await desk.send(campaign)

    assert len(desk.provider.sent) == 3


async def test_a_pause_holds_and_a_stop_is_for_good(desk):
    people = await desk.gather(2)
    campaign = await desk.run()
    async with desk.database.transaction() as connection:
        await decisions.pause(connection, campaign, desk.asked(), "look again")

    await desk.send(campaign)
    assert desk.provider.sent == []

    async with desk.database.transaction() as connection:
        assert await decisions.stop(connection, campaign, desk.asked(), "wrong list") == 2
    assert await desk.fates(campaign) == dict.fromkeys(people, ("cancelled", "campaign_stopped"))


async def test_a_paused_campaign_goes_on_where_it_was(desk):
    people = await desk.gather(2)
    campaign = await desk.run()
    async with desk.database.transaction() as connection:
        await decisions.pause(connection, campaign, desk.asked(), None)
    await desk.send(campaign)

    async with desk.database.transaction() as connection:
        await decisions.start(connection, campaign, desk.asked())
    await desk.send(campaign)

    assert await desk.fates(campaign) == dict.fromkeys(people, ("sent", None))
