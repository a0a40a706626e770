"""Missed messages are labelled by keyboard alone, and the page is accessible while it has some."""

from dataclasses import replace

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from bot.bootstrap_web import make_application
from bot.commands.serve import make_asgi
from tests.acceptance.chat_steps import PHONE, ask

MISSED = ("nó quay mãi màu đỏ màu xanh", "con bò cái áo xanh vneid")

pytestmark = pytest.mark.usefixtures("staff")


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Where examples are written to, in place of the project's own folder."""
    return tmp_path_factory.mktemp("content")


@pytest.fixture(scope="module")
def application(settings, fresh_database_url, root):
    parts = make_application(
        settings, fresh_database_url, secret_key="acceptance" * 4, insecure_rest=True
    )
    catalogue = replace(parts.console.catalogue, root=root)
    return make_asgi(replace(parts, console=replace(parts.console, catalogue=catalogue)))


@pytest.fixture
def page(open_chat, open_console):
    """The page of an editor, with messages that nobody has labelled."""
    citizen = open_chat()
    for text in MISSED:
        ask(citizen, text)
    return open_console("editor", "/console/labelling", **PHONE)


def test_a_message_is_labelled_by_keyboard(page, root):
    known = page.locator("blockquote").count()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "intent":
            break
    text = page.locator("li:has(:focus) blockquote").inner_text()
    page.keyboard.type("nothing of the list")
    page.keyboard.press("Enter")
    expect(page.locator("[role=alert]:visible")).to_be_visible()
    assert Axe().run(page).response["violations"] == []

    field = page.locator("li", has_text=text).first.locator("[name=intent]")
    field.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(page.locator("#intents option").first.get_attribute("value"))
    page.keyboard.press("Enter")
    expect(page.locator("blockquote")).to_have_count(known - 1)
    examples = yaml.safe_load((root / "intents/vi/labelled.yml").read_text())
    assert examples["nlu"][0]["examples"] == f"- {text}\n"
