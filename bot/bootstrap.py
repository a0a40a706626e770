"""The only place that builds things and hands them to each other."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.channels.base import Sender
from bot.channels.ports import SmsServices, WebServices
from bot.channels.sms.choice import find_account, make_provider
from bot.clock import Clock, make_clock
from bot.content.catalogue import Catalogue, load_catalogue
from bot.conversation.actions.runner import make_runner
from bot.conversation.archive import Archive
from bot.conversation.desk_work import make_tickets
from bot.conversation.dialogue import Dialogue
from bot.conversation.turn import Turns
from bot.conversation.understanding.interpreter import Interpreter
from bot.conversation.understanding.model_store import ensure_model
from bot.errors import SettingsError
from bot.messages import ChannelName
from bot.services.addresses import Addresses
from bot.services.deliveries import Outbox, Status
from bot.services.dispatch import Dispatch
from bot.services.receipts import Receipts
from bot.services.tickets.access import Tickets
from bot.settings import Settings
from storage import schema
from storage.crypto import Cipher
from storage.database import Database
from storage.embedded import EmbeddedPostgres

LEAST_KEY_CHARACTERS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """A web process's parts that its command starts and stops."""

    services: WebServices
    core: "Core"

    async def stop(self) -> None:
        """Finish what is being sent, then let go of all connections."""
        await self.core.dispatch.finish()
        await self.core.stop()


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """What web and worker processes share: the conversation, the store, and the way out."""

    dialogue: Dialogue
    database: Database
    clock: Clock
    turns: Turns
    senders: Mapping[ChannelName, Sender]
    outbox: Outbox
    dispatch: Dispatch
    tickets: Tickets

    async def tell(self, conversation_id: int, payload: str, key: str) -> None:
        """Have a conversation take in news, and send what the bot says to them."""
        await self.turns.trigger(conversation_id, payload, key)
        await self.outbox.flush(conversation_id)

    async def stop(self) -> None:
        """Let go of all connections."""
        for sender in self.senders.values():
            await sender.close()
        await self.database.dispose()


def real_now() -> datetime:
    """Return real time, in UTC."""
    return datetime.now(UTC)


def make_interpreter(settings: Settings, catalogue: Catalogue) -> Interpreter:
    """Return an interpreter; trains its model first when none fits the training messages."""
    path = ensure_model(catalogue.root / "intents", settings.data_dir / "models")
    return Interpreter.load(path, catalogue.root / "intents", catalogue.domain.payload_intents)


def make_dialogue(settings: Settings) -> Dialogue:
    """Return the dialogue; needs no database.

    Raises:
        ContentError: a file of intents/ or responses/ is broken.
        ModelError: the model can't be trained or read.
    """
    catalogue = load_catalogue()
    runner = make_runner(catalogue, has_portal=settings.portal_url is not None)
    return Dialogue(catalogue, make_interpreter(settings, catalogue), runner)


@contextmanager
def running_database(settings: Settings) -> Iterator[str]:
    """Yield the database's URL; without one in the settings, run a PostgreSQL of our own.

    Raises:
        StorageError: it can't run; the message says what to change.
    """
    if settings.database_url is not None:
        yield settings.database_url.get_secret_value()
        return
    with EmbeddedPostgres(settings.embedded_database_dir) as embedded:
        yield embedded.start()


def make_senders(settings: Settings, database: Database) -> dict[ChannelName, Sender]:
    """Build a sender for each channel that the settings switch on."""
    sms = make_provider(settings, database, real_now)
    return {ChannelName.SMS: sms} if sms is not None else {}


def make_core(settings: Settings, database_url: str) -> Core:
    """Build what every process on a migrated database needs."""
    dialogue = make_dialogue(settings)
    database = Database(database_url)
    clock = make_clock(settings.clock, settings.clock_speed, real_now())
    addresses = Addresses(make_cipher(settings))
    senders = make_senders(settings, database)
    outbox = Outbox(database, addresses.in_hands_of(senders), real_now)
    return Core(
        dialogue=dialogue,
        database=database,
        clock=clock,
        turns=Turns(database, dialogue, clock, real_now, addresses),
        senders=senders,
        outbox=outbox,
        dispatch=Dispatch(outbox.flush),
        tickets=make_tickets(database, dialogue.catalogue, clock, real_now, addresses),
    )


def make_cipher(settings: Settings) -> Cipher:
    """Return what seals addresses.

    Without a key nothing can be opened after a restart, which does no harm as long as every
    channel's messages are fetched.

    Raises:
        SettingsError: the key is too short, or a channel needs one.
    """
    if settings.encryption_key is None:
        if settings.twilio_account_sid is not None:
            raise SettingsError(key_hint("VNEID_ENCRYPTION_KEY"))
        return Cipher.throwaway()
    key = settings.encryption_key.get_secret_value()
    if len(key) < LEAST_KEY_CHARACTERS:
        raise SettingsError(key_hint("VNEID_ENCRYPTION_KEY"))
    return Cipher(key)


def _sms_services(settings: Settings, core: Core) -> SmsServices | None:
    account = find_account(settings)
    if account is None:
        return None
    receipts = Receipts(core.database, real_now)

    async def record(
        delivery_id: int, provider_id: str, status: str, error: str | None, is_opt_out: bool, /
    ) -> int | None:
        return await receipts.record_receipt(
            ChannelName.SMS,
            Status(status),
            delivery_id=delivery_id,
            provider_id=provider_id or None,
            error=error,
            is_opt_out=is_opt_out,
        )

    return SmsServices(
        auth_token=account.auth_token, public_url=account.public_url, record_receipt=record
    )


def make_application(
    settings: Settings, database_url: str, *, secret_key: str, insecure_rest: bool
) -> Application:
    """Build a web process on a migrated database."""
    core = make_core(settings, database_url)
    dialogue, database = core.dialogue, core.database
    archive = Archive(database, dialogue.catalogue.domain)
    token = settings.rest_token.get_secret_value() if settings.rest_token else None

    async def readiness() -> Mapping[str, bool | str]:
        await database.probe()
        await schema.require_current(database)
        return {"database": True, "migrations": True, "model": True, "content": True}

    services = WebServices(
        turns=core.turns,
        conversations=archive,
        parse=lambda text: dialogue.interpreter.parse(text).to_rasa_json(),
        dispatch=core.dispatch,
        readiness=readiness,
        model_id=dialogue.interpreter.digest,
        secret_key=secret_key,
        rest_token=token,
        insecure_rest=insecure_rest,
        public_url=settings.public_url,
        sms=_sms_services(settings, core),
    )
    return Application(services=services, core=core)


def require_secret_key(settings: Settings) -> str:
    """Return the key that signs cookies.

    Raises:
        SettingsError: there is none, or it is too short.
    """
    key = settings.secret_key.get_secret_value() if settings.secret_key else ""
    if len(key) < LEAST_KEY_CHARACTERS:
        raise SettingsError(key_hint("VNEID_SECRET_KEY"))
    return key


def key_hint(name: str) -> str:
    """Say what a key must be like."""
    example = secrets.token_urlsafe(LEAST_KEY_CHARACTERS)
    return f"{name} must have at least {LEAST_KEY_CHARACTERS} characters, such as: {example}"
