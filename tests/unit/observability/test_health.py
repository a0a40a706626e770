import asyncio

from bot.observability import health


def answering(**results):
    async def readiness():
        return results

    return readiness


async def test_ready_when_every_check_is_good():
    result = await health.check(answering(database=True, model=True))

    assert result.is_ready
    assert result.as_json() == {
        "status": "ready",
        "checks": {"database": "ok", "model": "ok"},
    }


async def test_not_ready_tells_the_reason_of_each_check():
    result = await health.check(answering(database="set VNEID_DATABASE_URL", model=False, x=True))

    assert not result.is_ready
    assert result.checks == {"database": "set VNEID_DATABASE_URL", "model": "failed", "x": "ok"}


async def test_not_ready_when_a_check_hangs():
    async def hanging():
        await asyncio.sleep(60)
        return {}

    result = await health.check(hanging, timeout_seconds=0.01)

    assert not result.is_ready
    assert "0.01 seconds" in result.checks["checks"]


async def test_not_ready_when_a_check_raises():
    async def raising():
        raise ConnectionRefusedError("port 5432")

    assert (await health.check(raising)).checks == {"checks": "ConnectionRefusedError: port 5432"}
