"""Whatever the provider says or does not say, nobody is written to twice."""

from datetime import timedelta

import pytest

from bot.channels.base import FateUnknown, TryLater, Undeliverable
from bot.services.campaigns.receipts import record_reminder_receipt
from storage.crypto import WrongKey
from storage.reminder_fates import Receipt


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


async def test_a_wrong_key_sends_nothing_and_loses_nothing(desk):
    (person,) = await desk.gather(1)
    desk.provider.answers = {1: WrongKey()}
    campaign = await desk.run()

    await desk.send(campaign)

    assert await desk.fates(campaign) == {person: ("queued", "wrong_key")}
