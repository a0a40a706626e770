"""The layers above the channels, in memory, and a client that talks to the application."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import httpx

from bot.channels.ports import WebServices
from bot.messages import Button, InboundMessage, Language, Outcome, Reply
from bot.services.editions import keyed
from bot.web import create_app
from storage.crypto import Cipher

ADDRESS = "http://127.0.0.1:5005"
OWN_PAGE = {"Origin": ADDRESS}
BUTTON = Button("Cách liên kết", "/faq_link-overview")


@dataclass(frozen=True, slots=True)
class FakeTurn:
    text: str
    replies: tuple[Reply, ...]
    message_id: str | None
    language: Language = Language.VI
    outcome: Outcome = Outcome.ANSWERED
    at: datetime = datetime(2026, 11, 22, tzinfo=UTC)
    conversation_id: int = 1
    is_shown_once: bool = False


@dataclass(frozen=True, slots=True)
class FakeTranscript:
    entries: list[FakeTurn]
    newest: int


@dataclass(frozen=True, slots=True)
class FakeNews:
    number: int
    reply: Reply
    language: Language = Language.VI


@dataclass
class FakeService:
    """Echoes; the same message id again gets the stored turn, as the store does it."""

    received: list[InboundMessage] = field(default_factory=list)
    turns: dict[tuple[str, str], list[FakeTurn]] = field(default_factory=dict)
    replies: tuple[Reply, ...] = (Reply("Trả lời.", (BUTTON,)), Reply("Nguồn: Công văn 3701."))
    waiting: list[FakeNews] = field(default_factory=list)
    flushed: list[int] = field(default_factory=list)
    cipher: Cipher = field(default_factory=Cipher.throwaway)
    failure: Exception | None = None
    outcome: Outcome = Outcome.ANSWERED
    trackers: dict[str, dict[str, object]] = field(default_factory=dict)
    checks: dict[str, bool | str] = field(default_factory=lambda: {"database": True})

    async def handle(self, message: InboundMessage) -> FakeTurn:
        self.received.append(message)
        if self.failure is not None:
            raise self.failure
        message = keyed(message, self.cipher)
        stored = self.turns.setdefault((message.channel, message.sender_id), [])
        for turn in stored:
            if message.message_id is not None and turn.message_id == message.message_id:
                return turn
        turn = FakeTurn(message.text, self.replies, message.message_id, outcome=self.outcome)
        stored.append(turn)
        return turn

    async def show(self, channel, sender_id, limit):
        newest = max((one.number for one in self.waiting), default=0)
        return FakeTranscript(self.turns.get((channel, sender_id), [])[-limit:], newest)

    async def news(self, _channel, _sender_id, after):
        return [one for one in self.waiting if one.number > after]

    async def erase(self, channel, sender_id):
        self.turns.pop((channel, sender_id), None)

    async def tracker(self, sender_id):
        return self.trackers.get(sender_id)

    async def readiness(self):
        return self.checks

    def soon(self, conversation_id):
        self.flushed.append(conversation_id)

    @property
    def all_turns(self) -> list[FakeTurn]:
        return [turn for turns in self.turns.values() for turn in turns]


def services_of(service: FakeService, **changes) -> WebServices:
    services = WebServices(
        turns=service,
        conversations=service,
        dispatch=service,
        parse=lambda text: {"text": text, "intent": {"name": "greet", "confidence": 0.9}},
        readiness=service.readiness,
        model_id="model-1",
        secret_key="not a secret",  # noqa: S106
        rest_token="right",  # noqa: S106
    )
    return replace(services, **changes)


def client_of(service: FakeService, **changes) -> httpx.AsyncClient:
    """A browser or program at the loopback address; failures come back as responses."""
    app = create_app(services_of(service, **changes))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=ADDRESS)
