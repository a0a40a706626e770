"""What enters and leaves a conversation: inbound messages, replies, buttons and sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self


class Language(StrEnum):
    """A language the service speaks."""

    VI = "vi"
    EN = "en"


class ChannelName(StrEnum):
    """A way in; the value stands in rows, metrics and the `ask` contract."""

    REST = "rest"
    TELEGRAM = "telegram"
    SMS = "sms"
    WEB = "web"


PUSHED = frozenset([ChannelName.TELEGRAM, ChannelName.SMS])
"""Channels whose replies are sent by us; on the others they are fetched."""


LONGEST_TEXT = {ChannelName.TELEGRAM: 4096}
"""Characters of one message, on channels that set a limit.

Source: https://core.telegram.org/bots/api#sendmessage
"""


class Outcome(StrEnum):
    """What became of one message."""

    ANSWERED = "answered"
    """A fact or small talk was answered."""
    FLOW = "flow"
    """A form runs."""
    COMMAND = "command"
    """Language, reminders, cancel or help."""
    CLARIFY = "clarify"
    """The service asks back, with at most three choices."""
    OUT_OF_SCOPE = "out_of_scope"
    """The service says that it can't help and points to the right place."""
    HANDOFF = "handoff"
    """A person takes over."""
    QUIET = "quiet"
    """A person owns the conversation, the bot says nothing."""
    ERROR = "error"
    """Something failed on our side; the citizen was told."""
    FLOOD = "flood"
    """Too many messages in a short time; the citizen was asked to wait."""
    DROPPED = "dropped"
    """They didn't wait: nothing was stored, decided or said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundMessage:
    """One message of a citizen, as its channel unpacked it.

    Attributes:
        sender_id: the channel's name for the conversation (chat id, cookie id, phone number).
        message_id: the provider's id, by which a redelivery is recognised; None: always new.
        locale: the language the channel says its user reads; a hint only.
        is_from_citizen: False: our own news for the conversation, such as a result that came in;
            only these may name an intent that begins with `external_`.
        obeyed: the intent that the provider has obeyed and answered already; ours would be the
            second answer. None: it has only handed the message on.
        is_editable: the citizen can put other words in its place, which come with the same id.
        is_edited: these are such words; they answer nothing that was asked since.
    """

    channel: ChannelName
    sender_id: str
    text: str
    message_id: str | None = None
    locale: Language | None = None
    is_from_citizen: bool = True
    obeyed: str | None = None
    is_editable: bool = False
    is_edited: bool = False

    @property
    def is_pushed(self) -> bool:
        """The replies are sent by us."""
        return self.obeyed is None and (self.channel in PUSHED or not self.is_from_citizen)


@dataclass(frozen=True, slots=True)
class Button:
    """A choice under a reply; `payload` is sent back as if the citizen had typed it."""

    title: str
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact stands: an official document or a page. None: unknown to us."""

    kind: str
    number: str | None = None
    issuer: str | None = None
    date: str | None = None
    clause: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to a citizen, ready to be sent.

    Attributes:
        sms_text: the same in the wording for text messages; None: `text` is used.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    sms_text: str | None = field(default=None, compare=False)

    def to_json(self) -> dict[str, Any]:
        """Return the reply as it is stored."""
        buttons = [{"title": one.title, "payload": one.payload} for one in self.buttons]
        short = {"sms_text": self.sms_text} if self.sms_text else {}
        return {"text": self.text, "buttons": buttons, **short}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return a stored reply."""
        buttons = (Button(one["title"], one["payload"]) for one in stored["buttons"])
        return cls(stored["text"], tuple(buttons), stored.get("sms_text"))
