"""Builds what every process needs; beside it stand the parts of web and worker processes.

These three modules are the only place that builds things and hands them to each other.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from bot.channels.base import Sender
from bot.channels.sms.choice import make_provider
from bot.channels.telegram.bot_api import TelegramBot
from bot.channels.telegram.choice import make_telegram_bot
from bot.channels.telegram.flood import FloodControl
from bot.channels.telegram.sender import TelegramSender
from bot.clock import Clock, make_clock, real_now
from bot.content.catalogue import Catalogue, load_catalogue
from bot.conversation.actions.runner import make_runner
from bot.conversation.desk_work import make_tickets
from bot.conversation.dialogue import Dialogue
from bot.conversation.turn import Turns
from bot.conversation.understanding.interpreter import Interpreter
from bot.conversation.understanding.model_store import ensure_model
from bot.messages import ChannelName
from bot.services.addresses import Addresses
from bot.services.deliveries import Outbox
from bot.services.dispatch import Dispatch
from bot.services.keys import make_cipher
from bot.services.late_answers import words_when_late
from bot.services.switches import Switches
from bot.services.tickets.access import Tickets
from bot.settings import Settings
from storage.crypto import Cipher
from storage.database import Database
from storage.embedded import EmbeddedPostgres


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """What web and worker processes share: the conversation, the store, and the way out."""

    dialogue: Dialogue
    database: Database
    clock: Clock
    cipher: Cipher
    turns: Turns
    senders: Mapping[ChannelName, Sender]
    telegram_bot: TelegramBot | None
    addresses: Addresses
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


def make_senders(
    settings: Settings, database: Database, telegram_bot: TelegramBot | None
) -> dict[ChannelName, Sender]:
    """Build a sender for each channel that the settings switch on."""
    senders: dict[ChannelName, Sender] = {}
    if telegram_bot is not None:
        senders[ChannelName.TELEGRAM] = TelegramSender(
            telegram_bot, FloodControl(settings.telegram_per_second)
        )
    sms = make_provider(settings, database, real_now)
    if sms is not None:
        senders[ChannelName.SMS] = sms
    return senders


def make_core(settings: Settings, database_url: str) -> Core:
    """Build what every process on a migrated database needs."""
    dialogue = make_dialogue(settings)
    database = Database(database_url)
    clock = make_clock(settings.clock, settings.clock_speed, real_now())
    cipher = make_cipher(settings, database_url)
    addresses = Addresses(cipher)
    telegram_bot = make_telegram_bot(settings) if settings.telegram_token else None
    senders = make_senders(settings, database, telegram_bot)
    switches = Switches(database, real_now)
    when_late = words_when_late(dialogue.catalogue)
    outbox = Outbox(database, addresses.in_hands_of(senders), real_now, switches, when_late)
    return Core(
        dialogue=dialogue,
        database=database,
        clock=clock,
        cipher=cipher,
        turns=Turns(database, dialogue, clock, real_now, addresses, switches),
        senders=senders,
        telegram_bot=telegram_bot,
        addresses=addresses,
        outbox=outbox,
        switches=switches,
        dispatch=Dispatch(outbox.flush),
        tickets=make_tickets(database, dialogue.catalogue, clock, real_now, addresses),
    )
