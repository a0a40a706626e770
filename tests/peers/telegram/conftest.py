import asyncio
import importlib.util
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import jsonschema_rs
import psycopg
import pytest
from pydantic import SecretStr

from bot.bootstrap_web import make_application
from bot.channels.telegram import setup
from bot.channels.telegram.choice import make_telegram_bot
from bot.channels.telegram.flood import FloodControl
from bot.channels.telegram.sender import TelegramSender
from bot.clock import real_now
from bot.commands.serve import make_asgi
from bot.jobs import Tick, Worker
from bot.messages import ChannelName
from bot.services.addresses import Addresses
from bot.services.deliveries import Outbox
from bot.services.keys import make_cipher
from bot.settings import Settings, load_settings
from storage.database import Database
from tests.acceptance.running import running
from tests.peers.telegram.emulator import (
    TOKEN,
    Citizen,
    Emulator,
    emulating,
    install_node_packages,
)
from tests.working import working

KEY = "synthetic key that seals the addresses of tests"
SECRET = "synthetic-secret-of-a-test"  # noqa: S105 - of the emulator


@pytest.fixture(scope="session")
def emulator_process(peers: Path) -> Iterator[Emulator]:
    modules = install_node_packages(load_settings().data_dir.resolve() / "peers")
    with emulating(peers, modules) as emulator:
        yield emulator


class Validator:
    """The class that the peer's check is written for, by the library that is installed here."""

    def __init__(self, schema: dict) -> None:
        self._validator = jsonschema_rs.Draft202012Validator(schema)

    def iter_errors(self, instance: object) -> Iterator[SimpleNamespace]:
        for error in self._validator.iter_errors(instance):
            yield SimpleNamespace(absolute_path=error.instance_path, message=error.message)


@pytest.fixture(scope="session")
def schema_errors(peers: Path) -> Callable:
    """Checks calls against the Bot API's own schema."""
    path = peers / "telegram" / "validate.py"
    sys.modules.setdefault("jsonschema", SimpleNamespace(Draft202012Validator=Validator))
    spec = importlib.util.spec_from_file_location("validate", path)
    assert spec is not None
    assert spec.loader is not None
    validate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(validate)

    def errors(calls: list[dict]) -> list[str]:
        found = []
        for call in calls:
            method = call["method"]
            parameters = validate.from_form(method, call["body"])
            found += [f"{method}: {error}" for error in validate.check(method, parameters)]
        return found

    return errors


@pytest.fixture
def emulator(emulator_process: Emulator, schema_errors: Callable) -> Iterator[Emulator]:
    """An emulator in which nothing happened; every call made to it has to fit the schema."""
    emulator_process.reset()
    yield emulator_process
    assert schema_errors(emulator_process.calls()) == []


@pytest.fixture
def citizen(emulator: Emulator) -> Citizen:
    return Citizen(emulator)


@pytest.fixture(scope="module")
def settings(emulator_process: Emulator, fresh_database_url: str) -> Settings:
    changes = {
        "database_url": SecretStr(fresh_database_url),
        "encryption_key": SecretStr(KEY),
        "telegram_token": SecretStr(TOKEN),
        "telegram_secret": SecretStr(SECRET),
        "telegram_api_url": emulator_process.address,
    }
    return load_settings().model_copy(update=changes)


@pytest.fixture(scope="module")
def web(settings: Settings, fresh_database_url: str) -> Iterator[str]:
    """A web process's application; yields its address."""
    parts = make_application(
        settings, fresh_database_url, secret_key="peers" * 8, insecure_rest=True
    )
    with running(make_asgi(parts)) as address:
        yield address


@pytest.fixture
async def worker(settings: Settings, fresh_database_url: str) -> AsyncIterator[None]:
    """What a worker process does for deliveries."""
    sender = TelegramSender(make_telegram_bot(settings), FloodControl(30))
    database = Database(fresh_database_url)
    addresses = Addresses(make_cipher(settings, fresh_database_url))
    senders = addresses.in_hands_of({ChannelName.TELEGRAM: sender})
    outbox = Outbox(database, senders, real_now)
    tick = Tick("send_left_behind", outbox.send_left_behind, 0.5)
    async with working(Worker(fresh_database_url, [], [tick])):
        yield
    await sender.close()
    await database.dispose()


@pytest.fixture
def _running(worker: None, emulator: Emulator) -> None:
    """A worker, and an emulator in which nothing happened."""


@pytest.fixture
async def webhook(settings: Settings, web: str, _running: None) -> str:
    """A web process that Telegram sends to, and a worker; the web process's address."""
    bot = make_telegram_bot(settings)
    await setup.set_webhook(bot, web, SECRET)
    await bot.disconnect()
    return web


@pytest.fixture
def kept_name(settings: Settings, fresh_database_url: str) -> Callable[[int], str]:
    """Tells what rows have in a chat's place."""
    addresses = Addresses(make_cipher(settings, fresh_database_url))
    return lambda chat: addresses.know(ChannelName.TELEGRAM, str(chat)).sender_id


@pytest.fixture
def rows(kept_name: Callable, fresh_database_url: str) -> Callable:
    """Reads rows of a chat's conversation."""

    def read(chat: int, columns: str, table: str, order: str) -> list[tuple]:
        with psycopg.connect(fresh_database_url) as connection:
            return connection.execute(
                f"SELECT {columns} FROM {table} WHERE conversation_id ="
                f" (SELECT id FROM conversations WHERE sender_id = %s) ORDER BY {order}",
                [kept_name(chat)],
            ).fetchall()

    return read


@pytest.fixture
def fates(rows: Callable) -> Callable:
    """Reads what became of the messages to a chat, once it is known."""

    async def read(chat: int) -> list[tuple]:
        columns = "status, is_resent, error, settled_at IS NULL"
        for _ in range(100):
            found = rows(chat, columns, "deliveries", "id")
            if not any(is_open for *_, is_open in found):
                break
            await asyncio.sleep(0.05)
        return [tuple(row[:3]) for row in found]

    return read


@pytest.fixture
def tell(kept_name: Callable, fresh_database_url: str) -> Callable:
    """Queues news for a chat that wrote before; the worker sends it."""

    def queue(chat: int) -> None:
        with psycopg.connect(fresh_database_url) as connection:
            connection.execute(
                "INSERT INTO deliveries (conversation_id, channel, purpose, body, language,"
                " created_at, send_at)"
                " SELECT id, channel, 'notice', %s, 'vi', now(), now() - interval '1 minute'"
                " FROM conversations WHERE sender_id = %s",
                ['{"text": "Tin mới.", "buttons": []}', kept_name(chat)],
            )

    return queue


@pytest.fixture
def inbound(rows: Callable) -> Callable:
    return lambda chat: [row[0] for row in rows(chat, "text", "inbound_messages", "sequence")]
