"""Receipts come late, twice and out of order; a delivery only moves forward."""

from itertools import permutations

import pytest

from bot.channels.base import FateUnknown, TryLater
from bot.messages import ChannelName
from bot.services.deliveries import Status
from bot.services.receipts import Receipts


@pytest.fixture
def receipts(database, watch):
    async def record(status, **found_by):
        service = Receipts(database, watch)
        return await service.record_receipt(ChannelName.TELEGRAM, status, **found_by)

    return record


@pytest.fixture
async def sent(queue, outbox, telegraph):
    async def send():
        conversation = await queue("một")
        await outbox.flush(conversation)
        return conversation, telegraph.sent[-1].delivery_id

    return send


ORDERS = sorted(set(permutations([Status.SENT, Status.DELIVERED, Status.DELIVERED])))


@pytest.mark.parametrize("order", ORDERS)
async def test_in_whatever_order_receipts_come_a_delivered_message_stays_so(
    order, sent, receipts, fates
):
    conversation, delivery_id = await sent()
    for status in order:
        await receipts(status, delivery_id=delivery_id)
    assert fates(conversation)[0][1] == "delivered"


async def test_a_failure_is_kept_with_its_code(sent, receipts, fates):
    conversation, delivery_id = await sent()
    assert await receipts(Status.FAILED, delivery_id=delivery_id, error="30003") == conversation
    assert await receipts(Status.SENT, delivery_id=delivery_id) is None
    assert fates(conversation)[0][1:] == ("failed", "m1", "30003")


async def test_a_delivered_message_does_not_fail_later(sent, receipts, fates):
    conversation, delivery_id = await sent()
    await receipts(Status.DELIVERED, delivery_id=delivery_id)
    await receipts(Status.FAILED, delivery_id=delivery_id, error="30003")
    assert fates(conversation)[0][1:] == ("delivered", "m1", None)


async def test_a_receipt_is_found_by_the_providers_id(sent, receipts):
    conversation, _ = await sent()
    assert await receipts(Status.DELIVERED, provider_id="m1") == conversation
    assert await receipts(Status.DELIVERED, provider_id="unheard of") is None


@pytest.mark.parametrize("answer", [FateUnknown("cut"), TryLater(30, "503")])
async def test_a_receipt_tells_that_a_message_in_doubt_went_out(
    answer, queue, outbox, telegraph, receipts, watch
):
    telegraph.answers = [answer]
    conversation = await queue("một")
    await outbox.flush(conversation)

    await receipts(Status.SENT, delivery_id=telegraph.sent[0].delivery_id, provider_id="SM1")
    watch.pass_seconds(120)
    await outbox.send_left_behind()

    assert telegraph.texts == ["một"]
    assert await receipts(Status.DELIVERED, provider_id="SM1") == conversation


async def test_a_receipt_that_comes_before_the_answer_is_kept(
    queue, outbox, telegraph, receipts, fates
):
    async def send_slowly(outbound):
        await receipts(Status.DELIVERED, delivery_id=outbound.delivery_id)
        return "m1"

    telegraph.send = send_slowly
    conversation = await queue("một", "hai")
    await outbox.flush(conversation)
    assert [fate[1] for fate in fates(conversation)] == ["delivered", "delivered"]
