import asyncio

import pytest

from bot.console.shared import Shared


class Maker:
    """Counts how often it was asked, and lets nobody have anything before it is told to."""

    def __init__(self) -> None:
        self.times = 0
        self.may_end = asyncio.Event()

    async def make(self) -> int:
        self.times += 1
        await self.may_end.wait()
        return self.times


async def test_who_asks_at_the_same_moment_gets_the_same():
    maker, shared = Maker(), Shared(60)
    asking = [asyncio.ensure_future(shared.get("list", maker.make)) for _ in range(50)]
    await asyncio.sleep(0)
    maker.may_end.set()

    assert set(await asyncio.gather(*asking)) == {1}
    assert await shared.get("list", maker.make) == 1
    assert await shared.get("another", maker.make) == 2


async def test_what_is_too_old_is_made_again():
    maker, shared = Maker(), Shared(-1)
    maker.may_end.set()

    assert [await shared.get("list", maker.make) for _ in range(2)] == [1, 2]


async def test_who_gives_up_takes_it_from_nobody():
    maker, shared = Maker(), Shared(60)
    first = asyncio.ensure_future(shared.get("list", maker.make))
    await asyncio.sleep(0)
    second = asyncio.ensure_future(shared.get("list", maker.make))
    await asyncio.sleep(0)
    first.cancel()
    maker.may_end.set()

    assert await second == 1


async def test_what_failed_is_made_anew():
    shared, tries = Shared(60), []

    async def make() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise ConnectionError
        return "made"

    with pytest.raises(ConnectionError):
        await shared.get("list", make)
    assert await shared.get("list", make) == "made"
