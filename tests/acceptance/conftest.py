"""The chat page as it is served, and a browser to look at it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pydantic import SecretStr
from starlette.types import ASGIApp

from bot.bootstrap_web import make_application
from bot.commands.demo_staff import ensure_staff
from bot.commands.serve import make_asgi
from bot.console.access import COOKIE
from bot.settings import Settings, load_settings
from tests.acceptance.console_steps import ENCRYPTION_KEY, make_sessions
from tests.acceptance.running import launch, running


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The settings of this machine, with a key that seals."""
    return load_settings().model_copy(update={"encryption_key": SecretStr(ENCRYPTION_KEY)})


@pytest.fixture(scope="module")
def application(settings: Settings, fresh_database_url: str) -> ASGIApp:
    """The real application, on a database of the test module's own."""
    parts = make_application(
        settings, fresh_database_url, secret_key="acceptance" * 4, insecure_rest=True
    )
    return make_asgi(parts)


@pytest.fixture(scope="module")
def address(application: ASGIApp) -> Iterator[str]:
    with running(application) as at:
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # One a module: while it is open its event loop would stand in the way of async tests.
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def open_chat(browser: Browser, address: str):
    """Opens the chat page in a browser profile of its own, with any of Playwright's options."""
    contexts = []

    def open_page(language: str = "vi", **options: object) -> Page:
        context = browser.new_context(base_url=address, reduced_motion="reduce", **options)
        context.set_default_timeout(5_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"/chat?lang={language}")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def staff(settings: Settings, fresh_database_url: str) -> dict[str, str]:
    """The synthetic staff of the demo; the cookie of a session by login."""
    ensure_staff(settings, fresh_database_url)
    return make_sessions(fresh_database_url)


@pytest.fixture
def open_console(staff: dict[str, str], browser: Browser, address: str):
    """Opens a page of the console as one of the staff; login None: signed in as nobody."""
    contexts = []

    def open_page(
        login: str | None, path: str = "/console", language: str = "vi", **options: object
    ) -> Page:
        context = browser.new_context(base_url=address, reduced_motion="reduce", **options)
        context.set_default_timeout(5_000)
        contexts.append(context)
        cookies = [{"name": "lang", "value": language, "url": f"{address}/console"}]
        if login is not None:
            cookies.append({"name": COOKIE, "value": staff[login], "url": f"{address}/console"})
        context.add_cookies(cookies)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
