"""A running campaign writes to each person once, at the right hour, and to nobody who stopped it."""

from datetime import timedelta

import pytest

from bot.channels.base import FateUnknown, TryLater, Undeliverable
from bot.services.campaigns import decisions
from bot.services.campaigns.receipts import record_reminder_receipt
from bot.services.campaigns.stopping import cancel_for_link
from storage import reminder_audiences
from storage.reminder_fates import Receipt
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
    first, second = await desk.gather(2)
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


async def test_a_text_the_provider_has_not_put_off_for_good_is_tried_again(desk):
    (person,) = await desk.gather(1)
    desk.provider.answers = {1: TryLater(60, "429")}
    campaign = await desk.run()

    await desk.send(campaign)
    assert await desk.fates(campaign) == {person: ("queued", "429")}
    assert (await desk.campaign(campaign)).used_segments == 0

    desk.clock.moment += timedelta(seconds=61)
    await desk.send(campaign)
    assert await desk.fates(campaign) == {person: ("sent", None)}
    assert (await desk.campaign(campaign)).used_segments == 1


async def test_a_number_that_can_never_be_reached_is_not_tried_again(desk):
    (person,) = await desk.gather(1)
    desk.provider.answers = {1: Undeliverable("21614")}
    first = await desk.run()
    await desk.send(first)
    second = await desk.run()
    await desk.send(second)

    assert await desk.fates(first) == {person: ("failed", "21614")}
    assert await desk.fates(second) == {person: ("cancelled", "suppressed")}
    assert len(desk.provider.sent) == 1


async def test_a_refusal_at_the_provider_is_an_opt_out(desk):
    (person,) = await desk.gather(1)
    desk.provider.answers = {1: Undeliverable("21610", is_opt_out=True)}
    await desk.send(await desk.run())

    second = await desk.run()

    assert await desk.fates(second) == {person: ("cancelled", "opted_out")}


@pytest.mark.parametrize("was_taken", [True, False])
async def test_an_unknown_fate_is_looked_up_and_never_sent_blindly(desk, was_taken):
    (person,) = await desk.gather(1)
    desk.provider.answers = {1: FateUnknown("cut")}
    desk.provider.lost = {1} if was_taken else set()
    campaign = await desk.run()

    await desk.send(campaign)
    assert await desk.fates(campaign) == {person: ("unknown", "cut")}

    for _ in range(3):
        desk.pass_real(100)
        desk.clock.moment += timedelta(seconds=100)
        await desk.send(campaign)

    assert await desk.fates(campaign) == {person: ("sent", None)}
    assert list(desk.provider.taken.values()) == [1]


async def test_a_provider_that_can_not_look_up_leaves_it_unknown(desk):
    (person,) = await desk.gather(1)
    desk.provider.answers, desk.provider.can_look_up = {1: FateUnknown("cut")}, False
    campaign = await desk.run()

    await desk.send(campaign)
    desk.pass_real(100)
    desk.clock.moment += timedelta(seconds=100)
    await desk.send(campaign)

    assert await desk.fates(campaign) == {person: ("unknown", "no_look_up")}
    assert len(desk.provider.sent) == 1


async def test_receipts_only_move_forward(desk):
    (person,) = await desk.gather(1)
    campaign = await desk.run()
    await desk.send(campaign)
    delivery = desk.provider.sent[0].delivery_id

    async def receive(status, reason=None):
        receipt = Receipt(delivery_id=delivery, status=status, reason=reason)
        async with desk.database.transaction() as connection:
            return await record_reminder_receipt(connection, receipt, desk.real)

    assert await receive("delivered")
    assert not await receive("delivered")
    assert not await receive("sent")
    assert not await receive("failed", "30006")
    assert await desk.fates(campaign) == {person: ("delivered", None)}


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


async def test_planning_twice_plans_once(desk):
    people = await desk.gather(3)
    campaign = await desk.run()

    await desk.planner.plan_step(campaign, 1)

    assert len(await desk.fates(campaign)) == len(people)
    assert len(await desk.chunks(campaign)) == 1
