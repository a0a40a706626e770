"""Sends to the benchmark's provider over HTTP, as `bot.channels.base.Sender` promises."""

import httpx

from bot.channels.base import Capabilities, FateUnknown, Outbound, TryLater, Undeliverable

_SECONDS = 5.0
_BUSY, _BROKEN, _REFUSED, _NOT_FOUND = 503, 500, 400, 404


class HttpSender:
    """A client of the provider at one address."""

    capabilities = Capabilities(
        has_buttons=False, longest_text=1600, can_look_up=True, is_two_way=False
    )

    def __init__(self, url: str) -> None:
        limits = httpx.Limits(max_connections=64, max_keepalive_connections=64)
        self._client = httpx.AsyncClient(base_url=url, timeout=_SECONDS, limits=limits)

    async def send(self, outbound: Outbound) -> str:
        """Hand a message over."""
        message = {
            "reference": str(outbound.delivery_id),
            "to": outbound.address,
            "text": outbound.reply.text,
        }
        try:
            response = await self._client.post("/messages", json=message)
        except (httpx.ConnectError, httpx.PoolTimeout) as error:
            raise TryLater(1.0, "unreachable") from error
        except httpx.HTTPError as error:
            raise FateUnknown(type(error).__name__) from error
        if response.status_code == _BUSY:
            raise TryLater(1.0, "503")
        if response.status_code >= _BROKEN:
            raise FateUnknown(str(response.status_code))
        if response.status_code >= _REFUSED:
            raise Undeliverable(response.json()["code"])
        return str(response.json()["id"])

    async def look_up(self, outbound: Outbound) -> str | None:
        """Ask whether it was taken."""
        try:
            response = await self._client.get(f"/messages/{outbound.delivery_id}")
        except httpx.HTTPError as error:
            raise TryLater(1.0, type(error).__name__) from error
        return None if response.status_code == _NOT_FOUND else str(response.json()["id"])

    async def close(self) -> None:
        """Give the connections back."""
        await self._client.aclose()
