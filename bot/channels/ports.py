"""What the channels need from the layers above them, which hand it in."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.messages import ChannelName, InboundMessage, Language, Outcome, Reply


class Turn(Protocol):
    """What one message led to."""

    @property
    def conversation_id(self) -> int:
        """The conversation's row."""

    @property
    def text(self) -> str:
        """What was kept of the message: secrets masked."""

    @property
    def replies(self) -> tuple[Reply, ...]:
        """What the citizen is told, in order; empty while a person owns the conversation."""

    @property
    def outcome(self) -> Outcome:
        """What became of the message."""

    @property
    def language(self) -> Language:
        """The language of the replies."""


class Turns(Protocol):
    """Takes messages of citizens and answers them."""

    async def handle(self, message: InboundMessage) -> Turn:
        """Answers a message; the same message id again gets the stored replies."""


class TranscriptEntry(Protocol):
    """One message of a conversation and what it was answered."""

    @property
    def text(self) -> str:
        """What the citizen sent, secrets masked; empty: news that nobody had asked for."""

    @property
    def replies(self) -> tuple[Reply, ...]:
        """What the citizen was told."""

    @property
    def at(self) -> datetime:
        """When the message came in, in UTC."""

    @property
    def language(self) -> Language:
        """The language of the replies."""


class Conversations(Protocol):
    """What was said so far."""

    async def transcript(
        self, channel: ChannelName, sender_id: str, limit: int
    ) -> Sequence[TranscriptEntry]:
        """The newest `limit` entries, oldest first."""

    async def erase(self, channel: ChannelName, sender_id: str) -> None:
        """Removes all that is stored of a conversation; an unknown one is no error."""

    async def tracker(self, sender_id: str) -> Mapping[str, object] | None:
        """A conversation of the REST channel as Rasa's tracker JSON; None: unknown."""


class Dispatch(Protocol):
    """Sends what was queued, beside the request that it belongs to."""

    def soon(self, conversation_id: int) -> None:
        """Send what is due to a conversation, after its commit."""


class RecordReceipt(Protocol):
    """Moves a delivery forward by what its provider says."""

    async def __call__(
        self,
        delivery_id: int,
        provider_id: str,
        status: str,
        error: str | None,
        is_opt_out: bool,
        /,
    ) -> int | None:
        """Return the delivery's conversation; None: there was nothing to be moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsServices:
    """What text messages come in with.

    Attributes:
        auth_token: signs all that the provider sends.
        public_url: the address that the provider calls.
        record_receipt: takes in what became of a message.
    """

    auth_token: str
    public_url: str
    record_receipt: RecordReceipt


@dataclass(frozen=True, slots=True, kw_only=True)
class WebServices:
    """All that the web application is built from.

    Attributes:
        parse: Rasa's `/model/parse` JSON of a text.
        dispatch: sends the replies of channels that push them.
        readiness: one entry a check; True: good, a text: why it is not.
        model_id: which model answers, for `GET /status`.
        secret_key: signs the chat page's cookie.
        rest_token: guards the REST channel; None: it is open only with `insecure_rest`.
        insecure_rest: lets the REST channel be used without a token, by loopback names only.
        public_url: the address citizens use, such as `https://hoidap.example.vn`.
        sms: what text messages come in with; None: the channel is off.
    """

    turns: Turns
    conversations: Conversations
    parse: Callable[[str], Mapping[str, object]]
    dispatch: Dispatch
    readiness: Callable[[], Awaitable[Mapping[str, bool | str]]]
    model_id: str
    secret_key: str
    rest_token: str | None = None
    insecure_rest: bool = False
    public_url: str | None = None
    sms: SmsServices | None = None
