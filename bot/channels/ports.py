"""What the channels need from the layers above them, which hand it in."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from telegram import Bot

from bot.channels.address_limits import Counts
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

    @property
    def is_shown_once(self) -> bool:
        """The replies hold a code that nobody can read again."""


class Turns(Protocol):
    """Takes messages of citizens and answers them."""

    async def handle(self, message: InboundMessage) -> Turn:
        """Answers a message; the same message id again gets the stored replies."""

    async def erase(self, channel: ChannelName, sender_id: str) -> None:
        """Removes all that is stored of a conversation; an unknown one is no error."""


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


class Transcript(Protocol):
    """A conversation as it stands."""

    @property
    def entries(self) -> Sequence[TranscriptEntry]:
        """Oldest first."""

    @property
    def newest(self) -> int:
        """Number of the newest news that it contains; 0: there was none."""


class News(Protocol):
    """A message that nobody had asked for."""

    @property
    def number(self) -> int:
        """Grows within a conversation."""

    @property
    def reply(self) -> Reply:
        """What the citizen is told."""

    @property
    def language(self) -> Language:
        """The language of the reply."""


class Conversations(Protocol):
    """What was said so far."""

    async def show(self, channel: ChannelName, sender_id: str, limit: int) -> Transcript:
        """The newest `limit` entries, to someone who sees them now."""

    async def news(self, channel: ChannelName, sender_id: str, after: int) -> Sequence[News]:
        """The news after a number, in order; what came up to it was shown."""

    async def tracker(self, sender_id: str) -> Mapping[str, object] | None:
        """A conversation of the REST channel as Rasa's tracker JSON; None: unknown."""


class Dispatch(Protocol):
    """Sends what was queued, beside the request that it belongs to."""

    def soon(self, conversation_id: int) -> None:
        """Send what is due to a conversation, after its commit."""

    def beside(self, work: Coroutine[None, None, None]) -> None:
        """Have something done that the request needn't wait for."""


class Buttons(Protocol):
    """Remembers the buttons that were shown."""

    async def find_payload(
        self, channel: ChannelName, sender_id: str, delivery_id: int, place: int
    ) -> str | None:
        """The payload of a button of a delivery to that sender; None: it is not known any more."""


class OptOuts(Protocol):
    """Remembers who wants nothing but answers."""

    async def opt_out(self, channel: ChannelName, sender_id: str) -> None:
        """Sends a conversation nothing but answers from now on; an unknown one is no error."""

    async def opt_in(self, channel: ChannelName, sender_id: str) -> None:
        """Lets all messages go to a conversation again, unless the citizen said STOP."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telegram:
    """What the Telegram webhook is built from.

    Attributes:
        secret: what Telegram sends with each update.
    """

    bot: Bot
    secret: str
    buttons: Buttons
    opt_outs: OptOuts


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
        telegram: None: the bot is polled, or switched off.
        request_counts: limits requests by address; None: there is no limit.
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
    telegram: Telegram | None = None
    request_counts: Counts | None = None
