"""A provider that is slow or down, a clock that jumps, a campaign edited while it runs."""

import asyncio

import pytest

from bot.channels.base import TryLater
from bot.services.campaigns import decisions
from bot.services.campaigns.courier import Habits
from bot.services.campaigns.decisions import NotNow
from tests.integration.services.campaigns.conftest import at


async def test_what_a_slow_provider_did_not_come_to_goes_back_and_is_sent_once(desk):
    await desk.gather(4)
    campaign = await desk.run()
    desk.habits = Habits(per_second=10_000, at_once=1, send_within_seconds=0.05)
    quick = desk.provider.send

    async def slow(outbound):
        await asyncio.sleep(0.04)
        return await quick(outbound)

    desk.provider.send = slow
    await desk.send(campaign)
    assert ("queued", "not_begun") in (await desk.fates(campaign)).values()

    desk.provider.send = quick
    desk.clock.moment = at(14, 9, 30)
    await desk.send(campaign)
    assert set(desk.provider.taken.values()) == {1}
    assert len(desk.provider.taken) == 4


async def test_while_the_provider_is_down_nothing_is_lost_and_nothing_sent_twice(desk):
    people = await desk.gather(3)
    campaign = await desk.run()
    desk.provider.answers = {one: TryLater(60, "down") for one in (1, 2, 3)}
    await desk.send(campaign)
    assert {status for status, _ in (await desk.fates(campaign)).values()} == {"queued"}

    desk.clock.moment = at(14, 10)
    await desk.send(campaign)
    assert await desk.fates(campaign) == dict.fromkeys(people, ("sent", None))
    assert set(desk.provider.taken.values()) == {1}


async def test_a_clock_that_jumps_back_sends_nobody_a_second_text(desk):
    await desk.gather(3)
    campaign = await desk.run()
    await desk.send(campaign)
    desk.clock.moment = at(12)
    await desk.send(campaign)
    desk.clock.moment = at(14, 20)
    await desk.send(campaign)

    assert set(desk.provider.taken.values()) == {1}


async def test_a_clock_that_jumps_over_the_deadline_sends_nothing_stale(desk):
    people = await desk.gather(3)
    campaign = await desk.run()
    desk.clock.moment = at(20)
    await desk.send(campaign)

    assert desk.provider.sent == []
    assert await desk.fates(campaign) == dict.fromkeys(people, ("cancelled", "too_late"))


async def test_a_campaign_that_runs_can_not_be_edited(desk):
    await desk.gather(2)
    campaign = await desk.run()
    async with desk.database.transaction() as connection:
        with pytest.raises(NotNow, match="running"):
            await decisions.change_caps(
                connection, campaign, desk.asked(), cap_segments=1, cap_vnd=None
            )


async def test_what_was_edited_in_a_pause_does_not_go_on_without_a_new_approval(desk):
    await desk.gather(2)
    campaign = await desk.run()
    async with desk.database.transaction() as connection:
        await decisions.pause(connection, campaign, desk.asked(), "too dear")
        await decisions.change_caps(
            connection, campaign, desk.asked("Cúc"), cap_segments=1, cap_vnd=None
        )
        with pytest.raises(NotNow, match="approve"):
            await decisions.start(connection, campaign, desk.asked("Bình"))
        with pytest.raises(NotNow, match="second person"):
            await decisions.approve(connection, campaign, desk.asked("Cúc"))
        await decisions.approve(connection, campaign, desk.asked("Bình"))
        await decisions.start(connection, campaign, desk.asked("Bình"))
    await desk.send(campaign)

    assert len(desk.provider.sent) == 1
