"""Citizens who write over the REST channel, again until they are answered, and link checks."""

import asyncio
import itertools
from dataclasses import dataclass, field

import httpx

QUESTIONS = (
    "tổng đài VNeID số mấy?",
    "What is the deadline?",
    "VNeID là gì?",
    "ai phải chuyển sang VNeID?",
)
PAUSE_SECONDS = 0.2
PATIENCE_SECONDS = 0.3
GIVEN_UP = 400


@dataclass
class Writers:
    """Citizens of both web processes.

    Attributes:
        heard: what each citizen was answered, message by message.
        repeated: messages that had to be sent again.
    """

    addresses: list[str]
    token: str
    client: httpx.AsyncClient
    heard: dict[int, list[list[str]]] = field(default_factory=dict)
    repeated: int = 0

    async def write(self, citizen: int, messages: int) -> None:
        """One citizen's questions, each after the answer to the last."""
        self.heard[citizen] = []
        for number in range(messages):
            question = QUESTIONS[number % len(QUESTIONS)]
            self.heard[citizen].append(await self.say(citizen, question, str(number)))
            await asyncio.sleep(PAUSE_SECONDS)

    async def say(self, citizen: int, text: str, message_id: str) -> list[str]:
        """One message, sent with the same id until one of the web processes answers it."""
        body = {"sender": str(citizen), "message": text, "message_id": message_id}
        for address in itertools.islice(itertools.cycle(self.addresses), citizen % 2, GIVEN_UP):
            try:
                answer = await self.client.post(
                    f"{address}/webhooks/rest/webhook",
                    json=body,
                    headers={"Authorization": f"Bearer {self.token}"},
                )
            except httpx.HTTPError:
                answer = None
            if answer is not None and answer.is_success:
                return [reply["text"] for reply in answer.json()]
            assert answer is None or answer.status_code >= 500, answer.text
            self.repeated += 1
            await asyncio.sleep(PATIENCE_SECONDS)
        raise AssertionError(f"citizen {citizen} was never answered")
