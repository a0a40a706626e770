"""Whether this process can serve, and if not, why."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.observability.redaction import describe

TIMEOUT_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Readiness:
    """The result of all checks; `checks` says "ok" or the reason for each."""

    is_ready: bool
    checks: dict[str, str]

    def as_json(self) -> dict[str, object]:
        """What `/readyz` tells."""
        return {"status": "ready" if self.is_ready else "not ready", "checks": self.checks}


def _reason(result: bool | str) -> str:
    if result is True:
        return "ok"
    return "failed" if result is False else result


async def check(
    readiness: Callable[[], Awaitable[Mapping[str, bool | str]]],
    timeout_seconds: float = TIMEOUT_SECONDS,
) -> Readiness:
    """Runs the checks; one that raises or hangs counts as failed."""
    try:
        async with asyncio.timeout(timeout_seconds):
            results = await readiness()
    except TimeoutError:
        return Readiness(False, {"checks": f"no result within {timeout_seconds:g} seconds"})
    except Exception as error:  # a probe answers, whatever broke
        return Readiness(False, {"checks": describe(error)})
    is_ready = all(result is True for result in results.values())
    return Readiness(is_ready, {name: _reason(result) for name, result in results.items()})
