"""Flood control: a chat's own pace, a pace for all, answers before bulk."""

import asyncio
import time

import pytest

from bot.channels.base import TryLater
from bot.channels.telegram import flood as module
from bot.channels.telegram.flood import CHAT_BURST, FloodControl


@pytest.fixture
def flood():
    return FloodControl(30)


async def test_a_short_burst_goes_at_once_then_one_a_second(flood, monkeypatch):
    slept = []

    async def sleep(seconds):
        slept.append(seconds)
        await real_sleep(0)

    real_sleep = asyncio.sleep
    monkeypatch.setattr(module.asyncio, "sleep", sleep)
    for _ in range(CHAT_BURST + 2):
        await flood.admit("a", is_answer=True)
    waits = [seconds for seconds in slept if seconds > 0.5]
    assert [round(seconds) for seconds in waits] == [1, 2]


async def test_a_chat_that_would_wait_too_long_comes_again(flood):
    flood._chats["a"] = time.monotonic() + 60
    with pytest.raises(TryLater) as refused:
        await flood.admit("a", is_answer=True)
    assert 50 < refused.value.wait_seconds < 60
    await asyncio.wait_for(flood.admit("b", is_answer=True), 1)


async def test_answers_overtake_bulk(flood):
    gone = []

    async def send(chat, *, is_answer):
        await flood.admit(chat, is_answer=is_answer)
        gone.append(chat)

    bulk = [asyncio.create_task(send(f"bulk{n}", is_answer=False)) for n in range(8)]
    await asyncio.sleep(0.01)
    answer = asyncio.create_task(send("answer", is_answer=True))
    await asyncio.gather(*bulk, answer)
    assert gone.index("answer") <= 2


async def test_all_chats_together_keep_to_thirty_a_second(flood):
    began = time.monotonic()
    await asyncio.gather(*(flood.admit(str(n), is_answer=True) for n in range(16)))
    assert time.monotonic() - began >= 15 / 30 - 0.01


async def test_who_gives_up_waiting_does_not_hold_the_others_up(flood, monkeypatch):
    monkeypatch.setattr(module, "LONGEST_WAIT_SECONDS", 0.05)
    flood._next_at = time.monotonic() + 0.2
    with pytest.raises(TryLater):
        await flood.admit("a", is_answer=True)
    monkeypatch.setattr(module, "LONGEST_WAIT_SECONDS", 2)
    await flood.admit("b", is_answer=True)
