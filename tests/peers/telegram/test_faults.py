"""Telegram slows down, refuses, hangs and loses its answers; citizens are answered in order."""

import pytest

from tests.peers.telegram.emulator import Citizen

pytestmark = [pytest.mark.peers, pytest.mark.usefixtures("webhook")]


async def test_a_slowed_down_chat_waits_and_no_other(emulator, fates):
    slow, quick = Citizen(emulator), Citizen(emulator)
    emulator.fail(
        status=429, description="Too Many Requests: retry after 3", parameters={"retry_after": 3}
    )
    slow.says("/help")
    await slow.hears(1)  # the call that was refused
    slow.says("/privacy")
    quick.says("/help")
    await quick.hears(1)

    await slow.hears(3)
    refused, again, _ = slow.received()
    assert again["t"] - refused["t"] >= 3000
    assert quick.received()[0]["t"] - refused["t"] < 2000
    assert again["text"] == refused["text"]
    assert [row[0] for row in await fates(slow.id)] == ["sent", "sent"]


async def test_a_blocked_bot_has_lost_its_citizen_and_tries_no_more(citizen, emulator, fates):
    emulator.fail(status=403, description="Forbidden: bot was blocked by the user")
    citizen.says("/help")
    await citizen.hears(1)
    quick = Citizen(emulator)
    quick.says("/help")
    await quick.hears(1)
    assert await fates(citizen.id) == [("failed", False, "blocked")]


async def test_a_refused_message_is_not_tried_for_ever(citizen, emulator, fates):
    emulator.fail(status=400, description="Bad Request: chat not found")
    citizen.says("/help")
    await citizen.hears(1)
    citizen.says("/privacy")
    await citizen.hears(2)
    assert (await fates(citizen.id))[0] == ("failed", False, "chat_not_found")


@pytest.mark.parametrize("fault", [{"after": True}, {"drop": True}], ids=["after", "before"])
async def test_an_answer_that_was_lost_on_the_way_is_sent_once_more(
    citizen, emulator, fates, fault
):
    emulator.fail(**fault)
    citizen.says("/help")
    citizen.says("/privacy")
    texts = await citizen.hears(3)
    assert texts[0] == texts[1] != texts[2]
    rows = await fates(citizen.id)
    assert [row[1] for row in rows] == [True, False]


async def test_an_answer_that_a_gateway_may_have_let_through_is_sent_once_more(
    citizen, emulator, fates
):
    emulator.fail(status=502, description="Bad Gateway")
    citizen.says("/help")
    await citizen.hears(2, within=30)
    assert [row[:2] for row in await fates(citizen.id)] == [("sent", True)]


async def test_news_that_a_gateway_may_have_let_through_is_not_sent_again(
    citizen, emulator, fates, tell
):
    citizen.says("/help")
    await citizen.hears(1)
    emulator.fail(status=504, description="Gateway Timeout")
    tell(citizen.id)
    await citizen.hears(2)
    assert (await fates(citizen.id))[1] == ("unknown", False, "5xx")


async def test_a_press_that_cannot_be_acknowledged_is_answered(citizen, emulator):
    citizen.says("/start")
    await citizen.hears(1)
    emulator.fail("answerCallbackQuery", status=400, description="Bad Request: query is too old")
    citizen.presses("Cách liên kết")
    await citizen.hears(2)
