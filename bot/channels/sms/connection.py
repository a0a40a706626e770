"""The line to Twilio: its library, over HTTP calls that say what became of them.

The library's own asynchronous client ignores its time-out, and its synchronous one can send a
message twice after a lost answer; both can only talk to Twilio's own address.
"""

import logging
from urllib.parse import urlsplit

import httpx
from twilio.http import AsyncHttpClient
from twilio.http.response import Response

from bot.channels.base import FateUnknown, TryLater

SECONDS = 20.0
"""Longer than Twilio ever takes, shorter than a claim lasts."""
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_TOO_MANY, _SERVER_ERROR = 429, 500
_UNREACHABLE_SECONDS = 5.0
_LONGEST_WAIT_SECONDS = 300.0


class Line(AsyncHttpClient):
    """Sends the library's requests to one address.

    Args:
        base_url: where the API is, instead of the host that the library names.
        seconds: how long an answer may take.
    """

    def __init__(self, base_url: str, seconds: float = SECONDS) -> None:
        super().__init__(logger=logging.getLogger("twilio"), timeout=seconds)
        self._base_url = base_url.rstrip("/")
        self._client = httpx.AsyncClient(timeout=httpx.Timeout(seconds, connect=5.0))

    async def request(  # noqa: PLR0913, PLR0917 - the library's signature
        self,
        method: str,
        uri: str,
        params: dict[str, str] | None = None,
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - the same
        allow_redirects: bool = False,  # noqa: ARG002 - the same
    ) -> Response:
        """Make one request, once.

        Raises:
            TryLater: the provider has not taken it.
            FateUnknown: nobody can say.
        """
        try:
            response = await self._client.request(
                method.upper(),
                self._address(uri),
                params=params,
                data=data,
                headers=headers,
                auth=auth,
            )
        except _NOT_SENT as error:
            raise TryLater(_UNREACHABLE_SECONDS, "unreachable") from error
        except httpx.HTTPError as error:
            raise FateUnknown(type(error).__name__) from error
        if response.status_code == _TOO_MANY:
            raise TryLater(_wait_seconds(response), str(_TOO_MANY))
        if response.status_code >= _SERVER_ERROR:
            raise FateUnknown(f"http_{response.status_code}")
        return Response(response.status_code, response.text, response.headers)

    async def close(self) -> None:
        """Give the connections back."""
        await self._client.aclose()

    def _address(self, uri: str) -> str:
        parts = urlsplit(uri)
        return self._base_url + parts.path + (f"?{parts.query}" if parts.query else "")


def _wait_seconds(response: httpx.Response) -> float:
    named = response.headers.get("Retry-After", "")
    return min(float(named), _LONGEST_WAIT_SECONDS) if named.isdecimal() else 1.0
