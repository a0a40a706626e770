"""What is in doubt is looked up, or an answer is sent once more; reminders never are."""

import pytest

from bot.channels.base import FateUnknown, TryLater
from tests.integration.services.conftest import Killed


async def work_on(outbox, watch, rounds=3):
    """What a worker does later."""
    for _ in range(rounds):
        watch.pass_seconds(70)
        await outbox.send_left_behind()


async def test_an_answer_of_unknown_fate_is_sent_once_more_before_the_next(
    queue, outbox, telegraph, watch, fates
):
    telegraph.answers = [FateUnknown("cut")]
    conversation = await queue("một", "hai")

    await outbox.flush(conversation)
    assert telegraph.texts == ["một"]
    assert fates(conversation)[0][1:] == ("unknown", None, "cut")

    await work_on(outbox, watch)
    assert telegraph.texts == ["một", "một", "hai"]
    assert [fate[1] for fate in fates(conversation)] == ["sent", "sent"]


async def test_an_answer_is_not_sent_a_third_time(queue, outbox, telegraph, watch, fates):
    telegraph.answers = [FateUnknown("cut"), FateUnknown("cut again")]
    conversation = await queue("một", "hai")

    await outbox.flush(conversation)
    await work_on(outbox, watch)

    assert telegraph.texts == ["một", "một", "hai"]
    assert fates(conversation)[0][1:] == ("unknown", None, "cut again")


async def test_an_answer_is_not_sent_once_more_before_the_provider_had_its_time(
    queue, outbox, telegraph, watch
):
    telegraph.answers = [FateUnknown("5xx", 10)]
    await outbox.flush(await queue("một"))

    watch.pass_seconds(9)
    await outbox.send_left_behind()
    assert telegraph.texts == ["một"]

    watch.pass_seconds(2)
    await outbox.send_left_behind()
    assert telegraph.texts == ["một", "một"]


async def test_a_reminder_of_unknown_fate_is_never_sent_again(
    queue, outbox, telegraph, watch, fates
):
    telegraph.answers = [FateUnknown("cut")]
    conversation = await queue("nhắc", purpose="reminder")

    await outbox.flush(conversation)
    await work_on(outbox, watch)

    assert telegraph.texts == ["nhắc"]
    assert fates(conversation)[0][1:] == ("unknown", None, "cut")


async def test_a_channel_that_can_look_up_is_asked_until_it_knows(
    queue, outbox, telegraph, watch, fates
):
    telegraph.can_look_up = True
    telegraph.answers = [FateUnknown("cut")]
    telegraph.looked_up = [TryLater(10, "not listed yet"), "SM1"]
    conversation = await queue("nhắc", "hai", purpose="reminder")

    await outbox.flush(conversation)
    await work_on(outbox, watch)

    assert telegraph.texts == ["nhắc", "hai"]
    assert fates(conversation)[0][1:] == ("sent", "SM1", None)


async def test_what_the_provider_never_took_is_sent(queue, outbox, telegraph, watch):
    telegraph.can_look_up = True
    telegraph.answers = [FateUnknown("cut")]
    telegraph.looked_up = [None]

    await outbox.flush(await queue("nhắc", "hai", purpose="reminder"))
    await work_on(outbox, watch)

    assert telegraph.texts == ["nhắc", "nhắc", "hai"]


async def test_a_provider_that_never_knows_does_not_keep_the_next_back_for_ever(
    queue, outbox, telegraph, watch, fates
):
    telegraph.can_look_up = True
    telegraph.answers = [FateUnknown("cut")]
    telegraph.looked_up = [TryLater(10, "busy")] * 20
    conversation = await queue("nhắc", "hai", purpose="reminder")

    await outbox.flush(conversation)
    await work_on(outbox, watch, 12)

    assert telegraph.texts == ["nhắc", "hai"]
    assert fates(conversation)[0][1:] == ("unknown", None, "busy")


async def test_what_was_put_off_often_is_looked_up_as_long_as_any_other(
    queue, outbox, telegraph, watch
):
    telegraph.can_look_up = True
    telegraph.answers = [*[TryLater(30, "429")] * 10, FateUnknown("http_500")]
    telegraph.looked_up = [TryLater(10, "busy"), TryLater(10, "busy"), None]

    await outbox.flush(await queue("tin", purpose="notice"))
    for _ in range(14):
        watch.pass_seconds(700)
        await outbox.send_left_behind()
        if telegraph.answers == []:
            break
    await work_on(outbox, watch, 4)

    assert telegraph.looked_up == []
    assert telegraph.texts == ["tin"] * 12


async def test_a_process_that_dies_while_it_looks_up_is_replaced_after_a_minute(
    queue, outbox, telegraph, watch, fates
):
    telegraph.can_look_up = True
    telegraph.answers = [FateUnknown("cut")]
    telegraph.looked_up = [Killed(), "SM1"]
    conversation = await queue("một")
    await outbox.flush(conversation)
    watch.pass_seconds(300)
    with pytest.raises(Killed):
        await outbox.flush(conversation)

    watch.pass_seconds(59)
    await outbox.send_left_behind()
    assert fates(conversation)[0][1] == "sending"

    watch.pass_seconds(2)
    await outbox.send_left_behind()
    assert fates(conversation)[0][1:3] == ("sent", "SM1")


async def test_what_a_dead_process_was_sending_is_in_doubt_after_a_minute(
    queue, outbox, telegraph, watch, fates
):
    telegraph.answers = [Killed()]
    conversation = await queue("một")
    with pytest.raises(Killed):
        await outbox.flush(conversation)

    watch.pass_seconds(59)
    await outbox.send_left_behind()
    assert fates(conversation)[0][1] == "sending"

    watch.pass_seconds(2)
    await outbox.send_left_behind()
    assert telegraph.texts == ["một", "một"]
    assert fates(conversation)[0][1] == "sent"
