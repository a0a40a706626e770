"""Checks of a whole installation; each says what it found and what to do about it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.observability.redaction import describe

TIMEOUT_SECONDS = 15.0


class Grade(StrEnum):
    """How a check ended."""

    GOOD = "good"
    OFF = "off"
    """Not switched on; nothing to be done."""
    DOUBT = "doubt"
    """It works, but someone should look at it."""
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Result:
    """What a check found.

    Attributes:
        advice: what to do; "" where nothing has to be done.
    """

    grade: Grade
    found: str
    advice: str = ""


Check = Callable[[], Awaitable[Result]]


async def examine(checks: Mapping[str, Check]) -> Mapping[str, Result]:
    """Run the checks, one after the other; one that raises or hangs has failed."""
    return {name: await _run(check) for name, check in checks.items()}


async def _run(check: Check) -> Result:
    try:
        async with asyncio.timeout(TIMEOUT_SECONDS):
            return await check()
    except TimeoutError:
        found = f"no answer within {TIMEOUT_SECONDS:g} seconds"
        return Result(Grade.BAD, found, "Look at the network and the load, then try again.")
    except Exception as error:  # a check answers, whatever broke
        return Result(Grade.BAD, describe(error), "Put right what it names, then try again.")
