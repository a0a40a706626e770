"""The same citizen on four channels: how each is written to, and what is heard there."""

import asyncio
import html
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

import httpx

from bot.channels.sms.wording import write as write_sms
from bot.messages import Button, Reply
from tests.peers.telegram.emulator import Citizen
from tests.peers.twilio_peer import Peer, write

WITHIN_SECONDS = 60
_WITHIN_A_LINE = re.compile(r"</?(?:a|b|em|strong|abbr)\b[^>]*>")


class Driver(Protocol):
    """A citizen on one channel.

    Attributes:
        can_check_live: the channel has room for the consent text.
    """

    can_check_live: bool

    async def says(self, text: str) -> None:
        """Write, and wait until it is taken."""

    async def heard(self, number: int) -> list[str]:
        """All that was said so far, at least `number` messages."""

    def shows(self, reply: Reply) -> str:
        """How the channel shows a reply of the REST channel's."""


@dataclass
class Rest:
    """A program; what nobody asked for comes at the head of its next answer."""

    client: httpx.AsyncClient
    can_check_live: bool = True
    sender: str = field(default_factory=lambda: secrets.token_hex(6))
    replies: list[Reply] = field(default_factory=list)

    async def says(self, text: str) -> None:
        body = {"sender": self.sender, "message": text}
        answer = (await self.client.post("/webhooks/rest/webhook", json=body)).raise_for_status()
        for one in answer.json():
            buttons = [Button(b["title"], b["payload"]) for b in one.get("buttons", [])]
            self.replies.append(Reply(one["text"], tuple(buttons)))

    async def heard(self, _number: int) -> list[str]:
        return [self.shows(reply) for reply in self.replies]

    def shows(self, reply: Reply) -> str:
        return _with_titles(reply.text, [button.title for button in reply.buttons])


@dataclass
class Web:
    """A browser with an open page, which asks for news."""

    client: httpx.AsyncClient
    can_check_live: bool = True
    newest: str = "0"
    said: list[str] = field(default_factory=list)

    async def says(self, text: str) -> None:
        await self._fetch_news()
        form = {"message": text, "message_id": secrets.token_hex(8)}
        headers = {"HX-Request": "true", "Origin": str(self.client.base_url).rstrip("/")}
        answer = await self.client.post("/chat/messages", data=form, headers=headers)
        self.said += _read_page(answer.raise_for_status().text)

    async def heard(self, number: int) -> list[str]:
        async def enough() -> bool:
            await self._fetch_news()
            return len(self.said) >= number

        await _until(enough)
        return self.said

    async def _fetch_news(self) -> None:
        answer = await self.client.get("/chat/news", params={"after": self.newest})
        if answer.status_code == httpx.codes.OK:
            self.newest = answer.headers["X-Newest"]
            self.said += _read_page(answer.text)

    def shows(self, reply: Reply) -> str:
        return _with_titles(reply.text, [button.title for button in reply.buttons])


@dataclass
class Telegram:
    """A private chat at the emulator, whose webhook we are."""

    citizen: Citizen
    can_check_live: bool = True

    async def says(self, text: str) -> None:
        self.citizen.says(text)

    async def heard(self, number: int) -> list[str]:
        await self.citizen.hears(number, within=WITHIN_SECONDS)
        return [
            _with_titles(
                message["text"],
                [
                    button["text"]
                    for row in (message.get("reply_markup") or {}).get("inline_keyboard", [])
                    for button in row
                ],
            )
            for message in self.citizen.received()
        ]

    def shows(self, reply: Reply) -> str:
        return _with_titles(reply.text, [button.title for button in reply.buttons])


@dataclass
class Sms:
    """A phone with a number of the stand-in of Twilio, which signs what it sends."""

    address: str
    peer: Peer
    phone: str
    can_check_live: bool = False
    _numbers: count = field(default_factory=lambda: count(1))

    async def says(self, text: str) -> None:
        message_id = f"SM-{self.phone}-{next(self._numbers)}"
        answer = await asyncio.to_thread(write, self.address, self.phone, text, message_id)
        assert answer.is_success, answer.text

    async def heard(self, number: int) -> list[str]:
        async def enough() -> bool:
            return len(self.peer.bodies_to(self.phone)) >= number

        await _until(enough)
        return list(map(plain, self.peer.bodies_to(self.phone)))

    def shows(self, reply: Reply) -> str:
        return plain(write_sms(reply, with_marks=True, is_two_way=True))


async def _until(is_so: Callable) -> None:
    deadline = time.monotonic() + WITHIN_SECONDS
    while not await is_so():
        assert time.monotonic() < deadline, "nothing was heard"
        await asyncio.sleep(0.1)


def _read_page(page: str) -> list[str]:
    """What stands in each bubble, with the titles under it."""
    said = []
    for message in page.split('<div class="message reply"')[1:]:
        bubble, _, choices = message.partition('<div class="choices">')
        words = re.sub(r'<span class="unseen".*?</span>', "", bubble, flags=re.DOTALL)
        titles = re.findall(r"<button[^>]*>(.*?)</button>", choices, re.DOTALL)
        words = _WITHIN_A_LINE.sub("", words.partition(">")[2])
        text = html.unescape(re.sub(r"<[^>]*>", " ", words))
        said.append(_with_titles(text, [html.unescape(title) for title in titles]))
    return said


def _with_titles(text: str, titles: list[str]) -> str:
    return plain(" | ".join([text, *titles]))


def plain(text: str) -> str:
    """The words alone: line breaks, list marks, one's own code and the time are not compared."""
    text = re.sub(r"\b[A-Z]{4}-[A-Z]{4}\b", "CODE", text)
    text = re.sub(r"\b\d{1,2}:\d\d\b", "TIME", re.sub(r"\b\d+ phút", "N phút", text))
    return " ".join(re.sub(r"(?m)^\s*(?:[-•]|\d+\.)\s+", " ", text).split())
