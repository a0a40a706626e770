"""What a channel that pushes messages promises: send one delivery, or say why not."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.errors import BotError
from bot.messages import Language, Reply


class Undeliverable(BotError):
    """This message will never arrive.

    Args:
        code: the provider's code, or a word of ours; stands in the delivery's row.
        is_opt_out: the citizen wants no more messages here, such as a blocked bot.
    """

    def __init__(self, code: str, *, is_opt_out: bool = False) -> None:
        super().__init__(f"undeliverable: {code}")
        self.code = code
        self.is_opt_out = is_opt_out


class TryLater(BotError):
    """The provider did not take the message, and said or showed that it may take it later.

    Args:
        wait_seconds: not before.
        code: the provider's code, or a word of ours.
    """

    def __init__(self, wait_seconds: float, code: str) -> None:
        super().__init__(f"try again in {wait_seconds} s: {code}")
        self.wait_seconds = wait_seconds
        self.code = code


class FateUnknown(BotError):
    """Nobody can say whether the provider took the message: the line broke after it was sent.

    Args:
        code: what was seen.
        wait_seconds: neither looked up nor sent once more before.
    """

    def __init__(self, code: str, wait_seconds: float = 0.0) -> None:
        super().__init__(f"fate unknown: {code}")
        self.code = code
        self.wait_seconds = wait_seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a channel can show and do.

    Attributes:
        has_buttons: buttons are shown as such; else choices are numbered in the text.
        longest_text: characters; longer texts are split at sentences.
        can_look_up: the provider can be asked whether it has taken a message.
        is_two_way: citizens can answer here.
        look_up_after_seconds: before that the provider may not know its newest messages.
    """

    has_buttons: bool
    longest_text: int
    can_look_up: bool
    is_two_way: bool = True
    look_up_after_seconds: float = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbound:
    """One delivery in a channel's hands.

    Attributes:
        delivery_id: ours; where the provider lets us, its receipts carry it.
        address: where to: a chat id, a phone number in E.164.
        is_answer: the citizen waits for it, so it goes before what nobody asked for.
        created_at: when it was decided, in UTC.
    """

    delivery_id: int
    address: str
    reply: Reply
    language: Language
    is_answer: bool
    created_at: datetime


class Sender(Protocol):
    """Sends deliveries of one channel."""

    @property
    def capabilities(self) -> Capabilities:
        """What the channel can show and do."""

    async def send(self, outbound: Outbound) -> str:
        """Hand one message to the provider and return the provider's id for it.

        It answers well within a minute: after that the message counts as abandoned.

        Raises:
            Undeliverable: it will never arrive.
            TryLater: the provider has not taken it.
            FateUnknown: nobody can say.
        """

    async def look_up(self, outbound: Outbound) -> str | None:
        """Return the provider's id of a message whose fate is unknown; None: it never took it.

        Called only where `capabilities.can_look_up`.

        Raises:
            TryLater: the provider can't tell yet.
        """

    async def close(self) -> None:
        """Give connections back; nothing is sent after it."""
