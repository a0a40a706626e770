"""A citizen who makes a live check, and the desk that serves them: everything but the worker."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx
from sqlalchemy import text

from bot.clock import Clock
from bot.content.catalogue import load_catalogue
from bot.conversation.actions.runner import make_runner
from bot.conversation.dialogue import Dialogue
from bot.conversation.turn import Turns
from bot.messages import ChannelName, InboundMessage, Language, Reply
from bot.portal_client.client import PortalClient
from bot.services.addresses import Addresses
from bot.services.live_check.checks import LiveChecks
from bot.services.live_check.circuit import Circuit
from bot.services.live_check.steps import Steps, Surroundings
from portal.options import DEMO_SECRET
from storage.crypto import Cipher
from storage.database import Database
from tests.conversations.talking import ByHeart

MOST_STEPS = 400


def make_live_dialogue() -> Dialogue:
    catalogue = load_catalogue()
    return Dialogue(catalogue, ByHeart(catalogue), make_runner(catalogue, has_portal=True))


class Desk:
    """The service with one portal, its jobs run by hand."""

    def __init__(self, database: Database, portal: str, time: Any, dialogue: Dialogue) -> None:
        self.database = database
        self.time = time
        self.portal = portal
        self.business_from = datetime.now().astimezone()
        self.client = PortalClient(portal, DEMO_SECRET)
        self.clock = Clock(self.business_from, self.business_from)
        self.turns = Turns(database, dialogue, self.clock, time.now, Addresses(Cipher("k" * 32)))
        self.checks = self._checks(self.client)
        self._http = httpx.AsyncClient(base_url=f"{portal}/simulator")

    def business_now(self) -> datetime:
        return self.turns._clock.now() + self.time.passed

    def _checks(self, client: PortalClient) -> LiveChecks:
        around = Surroundings(
            portal=client,
            circuit=Circuit(self.database, self.time.now),
            cipher=Cipher("k" * 32),
            tell=self.turns.trigger,
            real_now=self.time.now,
            business_now=self.business_now,
        )
        return LiveChecks(self.database, Steps(around), self.time.now)

    async def set_day(self, day: str) -> None:
        """Move both sides to a day."""
        await self.simulator("PUT", "/clock", {"at": day})
        state = await self.simulator("GET", "/state")
        at = datetime.fromisoformat(state["business_now"])
        real = datetime.now().astimezone()
        self.turns._clock = Clock(real, at - self.time.passed)

    async def simulator(self, method: str, path: str, body: Any = None) -> Any:
        answer = await self._http.request(method, path, json=body)
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content else None

    async def fault(self, kind: str, operation: str, times: int = 1, **more: Any) -> None:
        order = {"kind": kind, "operation": operation, "times": times, **more}
        await self.simulator("POST", "/faults", order)

    async def rows(self, query: str, **values: Any) -> list[Any]:
        async with self.database.transaction() as connection:
            return list(await connection.execute(text(query), values))

    async def do(self, statement: str, **values: Any) -> None:
        async with self.database.transaction() as connection:
            await connection.execute(text(statement), values)

    async def close(self) -> None:
        await self._http.aclose()
        await self.client.close()


@dataclass
class Citizen:
    """One conversation; what it is told without asking is read from its deliveries."""

    desk: Desk
    name: str
    language: Language
    channel: ChannelName = ChannelName.WEB
    told: list[str] = field(default_factory=list)
    conversation_id: int = 0

    async def say(self, words: str, message_id: str | None = None) -> list[str]:
        message = InboundMessage(
            channel=self.channel,
            sender_id=self.name,
            text=words,
            locale=self.language,
            message_id=message_id,
        )
        turn = await self.desk.turns.handle(message)
        self.conversation_id = turn.conversation_id
        return [reply.text for reply in turn.replies]

    async def agree(self) -> None:
        await self.say("/start_live_check")
        await self.say("/affirm")

    async def decide(self, verdict: str, number: int = 9) -> None:
        code = (await self.check()).user_code
        path = f"/requests/{code}"
        await self.desk.simulator("POST", path, {"verdict": verdict, "citizen": number})

    async def check(self) -> Any:
        query = "SELECT * FROM live_checks WHERE conversation_id = :id ORDER BY number DESC LIMIT 1"
        [row] = await self.desk.rows(query, id=self.conversation_id)
        return row

    async def wait_until(self, *statuses: str) -> Any:
        """Let time pass and jobs run, until the newest check is that far."""
        for _ in range(MOST_STEPS):
            check = await self.check()
            if check.status in statuses:
                return check
            self.desk.time.reach(check.next_at)
            await self.desk.checks.advance(check.id)
        raise AssertionError(f"the check stays {check.status}")

    async def news(self) -> list[Reply]:
        query = "SELECT body FROM deliveries WHERE conversation_id = :id ORDER BY id"
        found = await self.desk.rows(query, id=self.conversation_id)
        return [Reply.from_json(row.body) for row in found]

    async def heard(self) -> list[str]:
        """Return the names of the responses that were said as news, in order."""
        query = """
            SELECT e.data FROM events e WHERE conversation_id = :id ORDER BY sequence
        """
        names: list[str] = []
        is_news = False
        for row in await self.desk.rows(query, id=self.conversation_id):
            if row.data["event"] == "user":
                is_news = row.data["text"].startswith("/external_")
            if row.data["event"] == "bot" and is_news:
                names.append(row.data["metadata"]["utter_action"].removeprefix("utter_"))
        return names
