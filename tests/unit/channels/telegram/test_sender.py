"""What nobody waits for lets answers go first."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from bot.channels.base import Outbound
from bot.channels.telegram.sender import TelegramSender
from bot.messages import Language, Reply


class Bot:
    """Telegram, which takes everything."""

    async def send_message(self, _chat, _text, **_how):
        return SimpleNamespace(message_id=1)


class Flood:
    """Notes what was let through as an answer."""

    def __init__(self):
        self.admitted = []

    async def admit(self, chat, *, is_answer):
        self.admitted.append((chat, is_answer))


@pytest.mark.parametrize("is_answer", [True, False])
async def test_the_flood_control_is_told_what_a_citizen_waits_for(is_answer):
    flood = Flood()
    outbound = Outbound(
        delivery_id=1,
        address="7",
        reply=Reply("x"),
        language=Language.VI,
        is_answer=is_answer,
        created_at=datetime.now(UTC),
    )
    assert await TelegramSender(Bot(), flood).send(outbound) == "1"
    assert flood.admitted == [("7", is_answer)]
