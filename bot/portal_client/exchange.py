"""One exchange with the portal: bounded in time and size, no redirect, JSON or nothing."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from bot.portal_client.outcomes import Unavailable, Untrusted

DEADLINE_SECONDS = 10.0
"""For a whole call, however slowly the answer drips."""
MOST_BYTES = 64 * 1024
LONGEST_WAIT_SECONDS = 3600.0
_BUSY = 429
_FAILED = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, still unread: `body` may hold a secret."""

    status: int
    body: bytes


class Exchange:
    """Calls one portal.

    Args:
        base_url: where programs reach it.
        transport: for tests; None: the network.
    """

    def __init__(
        self,
        base_url: str,
        auth: httpx.Auth,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._auth = auth
        self._client = httpx.AsyncClient(
            base_url=base_url,
            transport=transport,
            timeout=DEADLINE_SECONDS,
            follow_redirects=False,
            trust_env=False,
            headers={"Accept": "application/json", "User-Agent": "vneid-support-bot"},
        )

    async def post(self, path: str, fields: Mapping[str, str]) -> Answer | Unavailable | Untrusted:
        """Send a form, signed with our credentials."""
        request = self._client.build_request("POST", path, data=dict(fields))
        return await self._send(request, self._auth)

    async def get(self, path: str, token: str) -> Answer | Unavailable | Untrusted:
        """Read with a token."""
        bearer = {"Authorization": f"Bearer {token}"}
        return await self._send(self._client.build_request("GET", path, headers=bearer), None)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _send(
        self, request: httpx.Request, auth: httpx.Auth | None
    ) -> Answer | Unavailable | Untrusted:
        try:
            async with asyncio.timeout(DEADLINE_SECONDS):
                response = await self._client.send(request, auth=auth, stream=True)
                try:
                    return await _read(response)
                finally:
                    await response.aclose()
        except TimeoutError:
            return Unavailable("timeout")
        except httpx.HTTPError as error:
            return Unavailable(type(error).__name__)


async def _read(response: httpx.Response) -> Answer | Unavailable | Untrusted:
    status = response.status_code
    if status == _BUSY or status >= _FAILED:
        return Unavailable(f"status {status}", _wait_seconds(response))
    if response.is_redirect:
        return Untrusted("redirect")
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = b""
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > MOST_BYTES:
            return Untrusted("too large")
    if body and kind != "application/json":
        return Untrusted("not JSON")
    return Answer(status, body)


def _wait_seconds(response: httpx.Response) -> float | None:
    """Return what Retry-After asks for, as seconds or as a date; None: nothing one can read."""
    given = response.headers.get("retry-after", "").strip()
    try:
        seconds = (
            float(given)
            if given.isascii() and given.isdigit()
            else (parsedate_to_datetime(given) - datetime.now(UTC)).total_seconds()
        )
    except (ValueError, TypeError):
        return None
    return min(max(seconds, 0.0), LONGEST_WAIT_SECONDS)
