"""The only place that builds things and hands them to each other."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.channels.base import Sender
from bot.channels.ports import SmsServices, WebServices
from bot.channels.sms.choice import find_account, make_provider
from bot.channels.sms.console import ConsoleSender
from bot.clock import Clock, make_clock
from bot.console.live import Live
from bot.console.services import ConsoleServices
from bot.content.catalogue import Catalogue, load_catalogue
from bot.conversation.actions.runner import make_runner
from bot.conversation.archive import Archive
from bot.conversation.desk_work import make_tickets
from bot.conversation.dialogue import Dialogue
from bot.conversation.suggestions import Suggestions
from bot.conversation.turn import Turns
from bot.conversation.understanding.interpreter import Interpreter
from bot.conversation.understanding.model_store import ensure_model
from bot.jobs import Task, Tick, Worker
from bot.keys import make_cipher
from bot.messages import ChannelName
from bot.services.addresses import Addresses
from bot.services.deliveries import Outbox, Status
from bot.services.dispatch import Dispatch
from bot.services.receipts import Receipts
from bot.services.sessions import Sessions
from bot.services.sign_in import SignIn
from bot.services.staff import Staff
from bot.services.switches import Switches
from bot.services.tickets.access import Tickets
from bot.services.tickets.news import TELL
from bot.settings import Settings
from storage import schema
from storage.database import Database
from storage.embedded import EmbeddedPostgres


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """A web process's parts that its command starts and stops."""

    services: WebServices
    console: ConsoleServices
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
    switches: Switches
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
    return Dialogue(catalogue, make_interpreter(settings, catalogue), make_runner(catalogue))


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
    switches = Switches(database, real_now)
    outbox = Outbox(database, addresses.in_hands_of(senders), real_now, switches)
    return Core(
        dialogue=dialogue,
        database=database,
        clock=clock,
        turns=Turns(database, dialogue, clock, real_now, addresses, switches),
        senders=senders,
        outbox=outbox,
        switches=switches,
        dispatch=Dispatch(outbox.flush),
        tickets=make_tickets(database, dialogue.catalogue, clock, real_now, addresses),
    )


def make_worker(settings: Settings, database_url: str) -> Worker:
    """Build a worker process on a migrated database."""
    core = make_core(settings, database_url)
    ticks = [
        Tick("send_left_behind", core.outbox.send_left_behind, 1.0),
        *_console_sms_ticks(core),
        Tick("mark_reached_tickets", core.tickets.mark_reached, 5.0),
        Tick("work_out_deadlines", core.tickets.work_out_anew, 600.0),
    ]
    return Worker(database_url, [Task(TELL, core.tell)], ticks)


def _console_sms_ticks(core: Core) -> list[Tick]:
    sms = core.senders.get(ChannelName.SMS)
    if not isinstance(sms, ConsoleSender):
        return []
    receipts = Receipts(core.database, real_now)

    async def report(delivery_id: int) -> None:
        await receipts.record_receipt(ChannelName.SMS, Status.DELIVERED, delivery_id=delivery_id)

    return [Tick("console_sms_arrives", lambda: sms.report_arrivals(report), 1.0)]


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
    console = make_console(settings, core, secret_key)
    return Application(services=services, console=console, core=core)


def make_console(settings: Settings, core: Core, secret_key: str) -> ConsoleServices:
    """Build what the console's pages need."""
    cipher = make_cipher(settings)
    sessions = Sessions(core.database, real_now)
    return ConsoleServices(
        database=core.database,
        catalogue=core.dialogue.catalogue,
        clock=core.clock,
        real_now=real_now,
        staff=Staff(core.database, cipher, real_now),
        sign_in=SignIn(core.database, cipher, real_now),
        sessions=sessions,
        switches=core.switches,
        tickets=core.tickets,
        suggestions=Suggestions(core.dialogue),
        dispatch=core.dispatch,
        live=Live(core.database, sessions),
        secret_key=secret_key,
        public_url=settings.public_url,
    )
