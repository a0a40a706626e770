"""Tells open pages what has changed, as server-sent events."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bot.console.access import COOKIE, Gate
from bot.pages.demands import DemandingRoute
from bot.services.roles import Permission
from bot.services.sessions import Officer, Sessions
from storage import campaign_pulse, ticket_pulse
from storage.database import Database

LOOK_SECONDS = 1.0
QUIET_SECONDS = 15.0
"""So long a line stays silent: then it proves that it is alive, and its session is looked at."""
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Pulses:
    tickets: ticket_pulse.Pulse
    campaigns: str


class Live:
    """One look at the database for all pages that this process has open."""

    def __init__(self, database: Database, sessions: Sessions) -> None:
        self._database = database
        self._sessions = sessions
        self._listeners: set[asyncio.Queue[str | None]] = set()
        self._watch: asyncio.Task[None] | None = None
        self._is_stopped = False
        self.version = 0
        """Grows with every change that was seen: what was made before it is out of date."""

    def routes(self, gate: Gate) -> list[DemandingRoute]:
        """Return the route of the stream."""
        return [gate.page("/console/live", self.stream, Permission.WORK, is_act=False)]

    async def stream(self, request: Request, _officer: Officer) -> Response:
        """Tell one page what changes, until it or the session ends."""
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        cookie = request.cookies.get(COOKIE, "")
        return StreamingResponse(
            self._tell(cookie), headers=headers, media_type="text/event-stream"
        )

    def stop(self) -> None:
        """End all streams, so that the server can end."""
        self._is_stopped = True
        for listener in self._listeners:
            listener.put_nowait(None)

    async def _tell(self, cookie: str) -> AsyncIterator[str]:
        async with self._listening() as news:
            yield "retry: 3000\n\n"
            while not self._is_stopped:
                try:
                    changed = await asyncio.wait_for(news.get(), QUIET_SECONDS)
                except TimeoutError:
                    if await self._sessions.find(cookie, is_act=False) is None:
                        yield "event: signed-out\ndata:\n\n"
                        return
                    yield ": still here\n\n"
                    continue
                if changed is None:
                    return
                yield changed

    @asynccontextmanager
    async def _listening(self) -> AsyncIterator[asyncio.Queue[str | None]]:
        listener: asyncio.Queue[str | None] = asyncio.Queue()
        self._listeners.add(listener)
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._look())
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    async def _look(self) -> None:
        """Look for changes as long as anyone listens."""
        before: _Pulses | None = None
        while self._listeners and not self._is_stopped:
            try:
                before = await self._look_once(before)
            except Exception:  # the database may be back at the next look
                log.exception("live_look_failed")
            await asyncio.sleep(LOOK_SECONDS)

    async def _look_once(self, before: _Pulses | None) -> _Pulses:
        async with self._database.transaction() as connection:
            now = _Pulses(
                await ticket_pulse.feel(connection), await campaign_pulse.feel(connection)
            )
            if before is None or now == before:
                return now
            changed = await ticket_pulse.list_since(connection, before.tickets)
        if now.tickets != before.tickets:
            self.version += 1
            self._tell_all(f"event: tickets\ndata: {','.join(map(str, sorted(changed)))}\n\n")
        if now.campaigns != before.campaigns:
            self._tell_all("event: campaigns\ndata:\n\n")
        return now

    def _tell_all(self, event: str) -> None:
        for listener in self._listeners:
            listener.put_nowait(event)
