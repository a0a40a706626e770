"""One conversation, four channels: the same is said, but for what a channel can't show.

A question, the self-guided check by numbers, the live check with the approval at the portal, stop.
"""

import asyncio
import socket
import time

import httpx
import psycopg
import pytest
from pydantic import SecretStr

from bot.bootstrap_web import make_application
from bot.channels.telegram import setup
from bot.channels.telegram.choice import make_telegram_bot
from bot.commands.children import running as worker_process
from bot.commands.serve import make_asgi
from bot.content.catalogue import load_catalogue
from bot.messages import Language
from bot.settings import load_settings
from portal.app import make_app
from portal.options import DEMO_SECRET, Options
from tests.acceptance.running import running, serving
from tests.peers.drivers import Rest, Sms, Telegram, Web, plain
from tests.peers.telegram.conftest import (  # noqa: F401 - fixtures of the emulator
    emulator,
    emulator_process,
    schema_errors,
)
from tests.peers.telegram.emulator import TOKEN, Citizen
from tests.peers.twilio_peer import NUMBER
from tests.peers.twilio_peer import TOKEN as TWILIO_TOKEN

pytestmark = [pytest.mark.peers, pytest.mark.timeout(600)]

SECRET = "synthetic-secret-of-a-test"  # noqa: S105 - of the emulator
QUESTION = ["tổng đài VNeID số mấy?"]
GUIDED_CHECK = ["kiểm tra liên kết", "1", "1", "1", "thôi không kiểm tra nữa"]
LIVE_CHECK = ["kiểm tra trực tiếp trên cổng", "đồng ý"]
STOP = ["dừng nhận tin"]
MISMATCH = 31
SLOW = "utter_live_check_slow"
"""Said where a busy machine keeps a citizen waiting for more than three seconds."""
PATIENCE_SECONDS = 90
SWITCHED_ON = (
    "database_url", "public_url", "encryption_key", "telegram_token", "telegram_secret",
    "telegram_api_url", "twilio_account_sid", "twilio_auth_token", "twilio_sender",
    "twilio_api_url", "sms_diacritics", "portal_url", "portal_client_secret",
)  # fmt: skip


@pytest.fixture(scope="module")
def portal():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with serving(make_app(Options(public_url=address, interval_seconds=1)), listening):
            yield address


@pytest.fixture(scope="module")
def settings(peer, portal, emulator_process, fresh_database_url):  # noqa: F811 - the fixture
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    changes = {
        "database_url": SecretStr(fresh_database_url),
        "public_url": f"http://127.0.0.1:{port}",
        "encryption_key": SecretStr("k" * 40),
        "telegram_token": SecretStr(TOKEN),
        "telegram_secret": SecretStr(SECRET),
        "telegram_api_url": emulator_process.address,
        "twilio_account_sid": "AC" + "0" * 32,
        "twilio_auth_token": SecretStr(TWILIO_TOKEN),
        "twilio_sender": NUMBER,
        "twilio_api_url": peer.url,
        "sms_diacritics": True,
        "portal_url": portal,
        "portal_client_secret": SecretStr(DEMO_SECRET),
    }
    assert set(changes) == set(SWITCHED_ON)
    return load_settings().model_copy(update=changes)


@pytest.fixture(scope="module")
def address(settings, fresh_database_url):
    """One web process, with every channel switched on."""
    parts = make_application(
        settings, fresh_database_url, secret_key="peers" * 8, insecure_rest=True
    )
    with running(make_asgi(parts), int(settings.public_url.rpartition(":")[2])):
        yield settings.public_url


@pytest.fixture(scope="module")
def _worker(settings):
    """A worker as a process of its own, with the same settings."""
    given = {f"VNEID_{name.upper()}": plain_value(settings, name) for name in SWITCHED_ON}
    with worker_process(["worker"], given):
        yield


def plain_value(settings, name):
    value = getattr(settings, name)
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)


@pytest.fixture
async def drivers(address, settings, emulator, peer, phone, _worker):  # noqa: F811 - the fixture
    bot = make_telegram_bot(settings)
    await setup.set_webhook(bot, address, SECRET)
    await bot.disconnect()
    async with (
        httpx.AsyncClient(base_url=address, timeout=60) as program,
        httpx.AsyncClient(base_url=address, timeout=60, headers={"Accept-Language": "vi"}) as page,
    ):
        yield {
            "rest": Rest(program),
            "web": Web(page),
            "telegram": Telegram(Citizen(emulator)),
            "sms": Sms(address, peer, phone),
        }


@pytest.fixture
def turns_taken(fresh_database_url):
    """How many messages of a channel's citizen have been answered."""

    def read(channel):
        with psycopg.connect(fresh_database_url) as connection:
            return connection.execute(
                "SELECT count(*) FROM inbound_messages JOIN conversations"
                " ON conversations.id = conversation_id"
                " WHERE channel = %s AND text NOT LIKE '/external%%'",
                [channel],
            ).fetchone()[0]

    return read


@pytest.fixture
def allow(fresh_database_url, portal):
    """Types the code that the citizen was told at the portal and allows; waits for the ending."""

    def find(channel):
        with psycopg.connect(fresh_database_url) as connection:
            return connection.execute(
                "SELECT status, user_code FROM live_checks JOIN conversations"
                " ON conversations.id = conversation_id WHERE channel = %s",
                [channel],
            ).fetchone()

    async def reach(channel, *statuses):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (found := find(channel)) is None or found[0] not in statuses:
            assert time.monotonic() < deadline, f"{channel}: {found}"
            await asyncio.sleep(0.2)
        return found[1]

    async def allow(channel):
        code = await reach(channel, "waiting")
        async with httpx.AsyncClient(base_url=portal) as simulator:
            order = {"verdict": "approve", "citizen": MISMATCH}
            decided = await simulator.post(f"/simulator/requests/{code}", json=order)
            decided.raise_for_status()
        await reach(channel, "closed")

    return allow


@pytest.fixture
def converse(turns_taken, allow):
    """Has a citizen go through the script, each message after the answer to the last."""

    async def say_all(channel, driver, lines):
        for line in lines:
            before = turns_taken(channel)
            await driver.says(line)
            deadline = time.monotonic() + PATIENCE_SECONDS
            while turns_taken(channel) == before:
                assert time.monotonic() < deadline, f"{channel}: {line!r} was not taken"
                await asyncio.sleep(0.1)

    async def converse(channel, driver):
        await say_all(channel, driver, [*QUESTION, *GUIDED_CHECK])
        if driver.can_check_live:
            await say_all(channel, driver, LIVE_CHECK)
            await allow(channel)
        await say_all(channel, driver, STOP)

    return converse


def text_of(response):
    return plain(load_catalogue().responses[Language.VI][response].variations[0].text)


async def test_the_same_is_said_on_every_channel(drivers, converse):
    for channel, driver in drivers.items():
        await converse(channel, driver)
    slow = text_of(SLOW)
    said = [reply for reply in drivers["rest"].replies if plain(reply.text) != slow]
    live = live_replies(said)
    told = " ".join(plain(reply.text) for reply in live)
    assert "CODE" in told
    assert "chưa khớp" in told
    for channel, driver in drivers.items():
        wanted = [driver.shows(one) for one in said if driver.can_check_live or one not in live]
        heard = [text for text in await driver.heard(len(wanted)) if not text.startswith(slow)]
        assert heard == wanted, channel


def live_replies(said):
    """All from the consent text to the answer to stop, and the offer before the guided check."""
    begin = next(place for place, one in enumerate(said) if "/affirm" in payloads_of(one))
    offers = [one for one in said[:begin] if "/start_live_check" in payloads_of(one)]
    return [*offers, *said[begin:-1]]


def payloads_of(reply):
    return [button.payload for button in reply.buttons]


async def test_where_the_consent_does_not_fit_the_live_check_is_said_to_be_elsewhere(drivers):
    phone = drivers["sms"]
    await phone.says(LIVE_CHECK[0])
    (told,) = await phone.heard(1)
    assert told.startswith(text_of("utter_live_check_unavailable")[:40])
