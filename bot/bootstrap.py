"""The only place that builds things and hands them to each other."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import SecretStr

from bot.channels.ports import WebServices
from bot.clock import Clock, make_clock
from bot.content.catalogue import Catalogue, load_catalogue
from bot.conversation.actions.runner import make_runner
from bot.conversation.archive import Archive
from bot.conversation.dialogue import Dialogue
from bot.conversation.turn import Turns
from bot.conversation.understanding.interpreter import Interpreter
from bot.conversation.understanding.model_store import ensure_model
from bot.errors import SettingsError
from bot.jobs import Task, Tick, Worker
from bot.messages import PUSHED
from bot.portal_client.client import PortalClient
from bot.services.deliveries import Outbox
from bot.services.live_check.checks import ADVANCE, LiveChecks
from bot.services.live_check.circuit import Circuit
from bot.services.live_check.steps import Steps, Surroundings
from bot.settings import Settings
from storage import schema
from storage.crypto import Vault
from storage.database import Database
from storage.embedded import EmbeddedPostgres

LEAST_KEY_CHARACTERS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """A web process's parts that its command starts and stops."""

    services: WebServices
    database: Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """What web and worker processes share: the conversation, the store, and the way out."""

    dialogue: Dialogue
    database: Database
    clock: Clock
    turns: Turns
    outbox: Outbox


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


def make_core(settings: Settings, database_url: str) -> Core:
    """Build what every process on a migrated database needs."""
    dialogue = make_dialogue(settings)
    database = Database(database_url)
    clock = make_clock(settings.clock, settings.clock_speed, real_now())
    return Core(
        dialogue=dialogue,
        database=database,
        clock=clock,
        turns=Turns(database, dialogue, clock, real_now),
        outbox=Outbox(database, {}, real_now),
    )


def make_worker(settings: Settings, database_url: str) -> Worker:
    """Build a worker process on a migrated database."""
    core = make_core(settings, database_url)
    ticks = [Tick("send_left_behind", core.outbox.send_left_behind, 1.0)]
    if settings.portal_url is None:
        return Worker(database_url, [], ticks)
    live = make_live_checks(settings, core)
    ticks += [
        Tick("pick_up_live_checks", live.pick_up, 5.0),
        Tick("forget_link_results", live.forget_results, 30.0),
    ]
    return Worker(database_url, [Task(ADVANCE, live.advance)], ticks)


def make_live_checks(settings: Settings, core: Core) -> LiveChecks:
    """Build what moves live checks on.

    Raises:
        SettingsError: a secret is missing.
    """
    secret = settings.portal_client_secret
    if settings.portal_url is None or secret is None:
        raise SettingsError("VNEID_PORTAL_URL and VNEID_PORTAL_CLIENT_SECRET go together")

    async def tell(conversation_id: int, payload: str, key: str) -> None:
        turn = await core.turns.trigger(conversation_id, payload, key)
        if turn is not None and turn.channel in PUSHED:
            await core.outbox.flush(conversation_id)

    portal = PortalClient(
        settings.portal_url, secret.get_secret_value(), settings.portal_public_url
    )
    around = Surroundings(
        portal=portal,
        circuit=Circuit(core.database, real_now),
        vault=Vault(require_encryption_key(settings), "live_check"),
        tell=tell,
        real_now=real_now,
        # The portal's clock runs at the speed of real time: beside a faster one nothing is fresh.
        business_now=core.clock.now if settings.clock_speed == 1 else None,
    )
    return LiveChecks(core.database, Steps(around), real_now)


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
        readiness=readiness,
        model_id=dialogue.interpreter.digest,
        secret_key=secret_key,
        rest_token=token,
        insecure_rest=insecure_rest,
        public_url=settings.public_url,
    )
    return Application(services=services, database=database)


def require_encryption_key(settings: Settings) -> str:
    """Return the key that seals what must not lie readable in the database.

    Raises:
        SettingsError: there is none, or it is too short.
    """
    return _require_key("VNEID_ENCRYPTION_KEY", settings.encryption_key)


def require_secret_key(settings: Settings) -> str:
    """Return the key that signs cookies.

    Raises:
        SettingsError: there is none, or it is too short.
    """
    return _require_key("VNEID_SECRET_KEY", settings.secret_key)


def _require_key(name: str, given: SecretStr | None) -> str:
    key = given.get_secret_value() if given else ""
    if len(key) < LEAST_KEY_CHARACTERS:
        raise SettingsError(
            f"{name} must have at least {LEAST_KEY_CHARACTERS} characters, such as: "
            f"{secrets.token_urlsafe(LEAST_KEY_CHARACTERS)}"
        )
    return key
