"""The chat page as it is served, and a browser to look at it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.types import ASGIApp

from bot.bootstrap_web import make_application
from bot.commands.serve import make_asgi
from bot.settings import load_settings
from tests.acceptance.running import launch, running


@pytest.fixture(scope="module")
def application(fresh_database_url: str) -> ASGIApp:
    """The real application, on a database of the test module's own."""
    parts = make_application(
        load_settings(), fresh_database_url, secret_key="acceptance" * 4, insecure_rest=True
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
