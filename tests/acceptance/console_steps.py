"""What officers do in the console."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pyotp
from playwright.sync_api import Locator, Page, expect

from bot.clock import real_now
from bot.commands.children import running
from bot.commands.demo_staff import PASSWORD, PEOPLE, TOTP_SECRET
from bot.services.sessions import Sessions
from bot.settings import Settings
from storage import staff
from storage.database import Database

ENCRYPTION_KEY = "acceptance" * 4
ASKS_FOR_A_PERSON = {"vi": "cho tôi gặp cán bộ", "en": "I want to talk to a person"}


def sign_in(page: Page, login: str) -> None:
    """Signs in with password and authenticator, by keyboard."""
    page.goto("/console")
    enter_credentials(page, login)
    expect(page.locator(".me")).to_be_visible()


def enter_credentials(page: Page, login: str) -> None:
    """Enters password and code where they are asked for."""
    page.locator("[name=login]").fill(login)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("[name=code]").fill(pyotp.TOTP(TOTP_SECRET).now())
    page.keyboard.press("Enter")


def reply_box(page: Page) -> Locator:
    return page.locator("#reply")


def talk(page: Page) -> Locator:
    """What was said in a ticket."""
    return page.locator("#talk")


def make_sessions(url: str) -> dict[str, str]:
    """Signs each of the synthetic staff in and returns their cookies by login."""

    async def begin() -> dict[str, str]:
        database = Database(url)
        sessions = Sessions(database, real_now)
        cookies = {}
        for login, _name, _role in PEOPLE:
            async with database.transaction() as connection:
                found = await staff.find(connection, login)
            assert found is not None
            cookies[login] = await sessions.begin(found.id, login, "Test")
        await database.dispose()
        return cookies

    return asyncio.run(begin())


@contextmanager
def working(settings: Settings, url: str) -> Iterator[None]:
    """Runs a worker beside the web server."""
    environment = {
        "VNEID_DATABASE_URL": url,
        "VNEID_DATA_DIR": str(settings.data_dir.resolve()),
        "VNEID_ENCRYPTION_KEY": settings.encryption_key.get_secret_value(),
        "VNEID_LOG_LEVEL": "warning",
        "VNEID_CLOCK": settings.clock,
        "VNEID_CLOCK_SPEED": str(settings.clock_speed),
        "VNEID_SMS_CONSOLE": str(settings.sms_console).lower(),
    }
    if settings.telegram_token is not None:
        environment["VNEID_TELEGRAM_TOKEN"] = settings.telegram_token.get_secret_value()
        environment["VNEID_TELEGRAM_API_URL"] = settings.telegram_api_url
    with running(["worker"], environment):
        yield
