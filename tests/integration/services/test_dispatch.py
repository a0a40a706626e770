"""What is sent beside a request survives it, and is waited for when the process stops."""

import asyncio

import pytest

from bot.services import dispatch


async def test_sending_goes_on_after_the_request_and_is_finished_at_the_end():
    done = []

    async def flush(conversation):
        await asyncio.sleep(0.01)
        done.append(conversation)

    beside = dispatch.Dispatch(flush)
    beside.soon(1)
    beside.soon(2)
    assert done == []
    await beside.finish()
    assert sorted(done) == [1, 2]


async def test_a_failure_is_left_to_a_worker():
    async def flush(_conversation):
        raise ConnectionError

    beside = dispatch.Dispatch(flush)
    beside.soon(1)
    await beside.finish()


async def test_what_takes_too_long_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(dispatch, "GRACE_SECONDS", 0.05)
    never = asyncio.Event()

    async def hang(_conversation):
        await never.wait()

    hanging = dispatch.Dispatch(hang)
    hanging.soon(1)
    await asyncio.wait_for(hanging.finish(), 5)
    never.set()


async def test_what_must_not_be_cut_ends_though_its_caller_is_cancelled():
    begun, done = asyncio.Event(), []

    async def send():
        begun.set()
        await asyncio.sleep(0.05)
        done.append("sent")

    caller = asyncio.create_task(dispatch.whole(send()))
    await begun.wait()
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    assert done == ["sent"]
