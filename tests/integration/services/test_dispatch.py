"""What is sent beside a request survives it, and is waited for when the process stops."""

import asyncio

from bot.services.dispatch import Dispatch


async def test_sending_goes_on_after_the_request_and_is_finished_at_the_end():
    done = []

    async def flush(conversation):
        await asyncio.sleep(0.01)
        done.append(conversation)

    dispatch = Dispatch(flush)
    dispatch.soon(1)
    dispatch.soon(2)
    assert done == []
    await dispatch.finish()
    assert sorted(done) == [1, 2]


async def test_a_failure_is_left_to_a_worker():
    async def flush(_conversation):
        raise ConnectionError

    dispatch = Dispatch(flush)
    dispatch.soon(1)
    await dispatch.finish()
