"""Sends text messages through Twilio, and asks it what it has taken."""

import re
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest import Client
from twilio.rest.api.v2010.account.message import MessageInstance

from bot.channels.base import Capabilities, FateUnknown, Outbound, TryLater, Undeliverable
from bot.channels.sms.codes import WAIT_SECONDS, Meaning, meaning_of
from bot.channels.sms.connection import SECONDS, Line
from bot.channels.sms.wording import LONGEST, write

log = structlog.get_logger()

LIST_DELAY_SECONDS = 10.0
"""Before that a message may be missing from Twilio's list."""
CLOCKS_APART = timedelta(minutes=2)
LISTED = 100
STATUS_PATH = "/webhooks/sms/status/"

_SERVICE = re.compile(r"MG[0-9a-f]{32}")
_NUMBER = re.compile(r"\+?\d{3,15}")
UNREADABLE = "not_json"

Known = Callable[[list[str]], Awaitable[Collection[str]]]
"""Tells which of the provider's ids belong to deliveries that are settled already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TwilioAccount:
    """What a sender needs to know.

    Attributes:
        sender: a number, a Messaging Service or a brand name; citizens can't answer a name.
        public_url: where Twilio reports what became of messages.
        with_marks: see `wording.write`.
    """

    account_sid: str
    auth_token: str
    sender: str
    public_url: str
    api_url: str = "https://api.twilio.com"
    with_marks: bool = False
    seconds: float = SECONDS

    @property
    def is_two_way(self) -> bool:
        """Citizens can answer what this sender sends."""
        return bool(_NUMBER.fullmatch(self.sender) or _SERVICE.fullmatch(self.sender))


class TwilioSender:
    """A `bot.channels.base.Sender`.

    Args:
        account: ours.
        known: so that a message is not taken for an earlier one of the same words.
    """

    def __init__(self, account: TwilioAccount, known: Known) -> None:
        self._account = account
        self._known = known
        self._line = Line(account.api_url, account.seconds)
        self._client = Client(account.account_sid, account.auth_token, http_client=self._line)

    @property
    def capabilities(self) -> Capabilities:
        """Numbered menus; two-way with a number."""
        return Capabilities(
            has_buttons=False,
            longest_text=LONGEST,
            can_look_up=True,
            is_two_way=self._account.is_two_way,
            look_up_after_seconds=LIST_DELAY_SECONDS,
        )

    async def send(self, outbound: Outbound) -> str:
        """Hand a message to Twilio; see `bot.channels.base.Sender`."""
        try:
            message = await self._client.messages.create_async(
                to=outbound.address,
                body=self._body(outbound),
                status_callback=self._status_url(outbound.delivery_id),
                **self._from(),
            )
        except TwilioRestException as refused:
            raise _error(refused) from refused
        except (TwilioException, ValueError) as error:
            raise FateUnknown(UNREADABLE) from error
        return _sid(message.sid)

    async def look_up(self, outbound: Outbound) -> str | None:
        """Find a message by its number, its exact words and its time; see `Sender`."""
        try:
            listed = await self._client.messages.list_async(to=outbound.address, limit=LISTED)
        except (TwilioException, ValueError, FateUnknown) as error:
            raise TryLater(LIST_DELAY_SECONDS, "list_failed") from error
        body, earliest = self._body(outbound), outbound.created_at - CLOCKS_APART
        found = [one.sid for one in listed if one.body == body and _since(one, earliest)]
        known = await self._known(found) if found else ()
        return next((sid for sid in found if sid not in known), None)

    async def close(self) -> None:
        """Give the connections back."""
        await self._line.close()

    def _body(self, outbound: Outbound) -> str:
        account = self._account
        return write(outbound.reply, with_marks=account.with_marks, is_two_way=account.is_two_way)

    def _from(self) -> dict[str, str]:
        sender = self._account.sender
        is_service = _SERVICE.fullmatch(sender)
        return {"messaging_service_sid": sender} if is_service else {"from_": sender}

    def _status_url(self, delivery_id: int) -> str:
        return f"{self._account.public_url.rstrip('/')}{STATUS_PATH}{delivery_id}"


def _error(refused: TwilioRestException) -> Undeliverable | TryLater:
    code = str(refused.code or refused.status)
    meaning = meaning_of(refused.code, refused.status)
    if meaning is Meaning.SETUP:
        log.error("sms_setup", code=code, hint="vneid-bot doctor says what to do")
    if meaning in WAIT_SECONDS:
        return TryLater(WAIT_SECONDS[meaning], code)
    return Undeliverable(code, is_opt_out=meaning is Meaning.OPT_OUT)


def _since(message: MessageInstance, earliest: datetime) -> bool:
    created: datetime | None = message.date_created
    return created is None or created >= earliest


def _sid(sid: object) -> str:
    if not isinstance(sid, str) or not sid:
        raise FateUnknown(UNREADABLE)
    return sid
