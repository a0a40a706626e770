"""Every page of the console can be read, seen and worked by everybody."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.acceptance.chat_steps import PHONE, ask
from tests.acceptance.console_steps import ASKS_FOR_A_PERSON, reply_box, talk

pytestmark = pytest.mark.usefixtures("staff", "ticket")
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
PAGES = {
    "officer": ("inbox", "inbox?view=all", "search", "search?q=can+bo", "account", "nowhere"),
    "supervisor": ("settings", "audit", "labelling", "reports", "reports/tickets"),
    "admin": ("people", "inbox"),
}


@pytest.fixture(scope="module")
def ticket(browser, address):
    """Somebody asks for a person after a question."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/chat?lang=vi")
    ask(page, "Hạn chuyển sang VNeID là ngày nào?")
    ask(page, ASKS_FOR_A_PERSON["vi"])
    context.close()


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(page.url, rule["id"], [n["html"] for n in rule["nodes"]]) for rule in found]


def open_first_ticket(page):
    page.goto("/console/inbox?view=all")
    page.locator(".case-link").first.click()
    expect(talk(page)).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_on_any_page(open_console, size, scheme, language):
    found = []
    for login, pages in PAGES.items():
        page = open_console(login, language=language, color_scheme=scheme, **size)
        for path in pages:
            page.goto(f"/console/{path}")
            found += violations(page)
    page = open_console(None, "/console/sign-in", language, color_scheme=scheme, **size)
    found += violations(page)
    page = open_console("officer", language=language, color_scheme=scheme, **size)
    open_first_ticket(page)
    for details in page.locator("summary").all():
        details.click()
    reply_box(page).fill("Anh/chị thử lại giúp.")
    page.locator(".composer [formaction$=preview]").click()
    expect(page.locator("#preview .words")).to_be_visible()
    found += violations(page)

    assert found == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_wider_than_the_screen(open_console, width, language):
    wide = []
    for login, pages in PAGES.items():
        page = open_console(login, language=language, viewport={"width": width, "height": 640})
        for path in pages:
            page.goto(f"/console/{path}")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(path)
    page = open_console("officer", language=language, viewport={"width": width, "height": 640})
    open_first_ticket(page)
    for details in page.locator("summary").all():
        details.click()
    if page.evaluate("document.documentElement.scrollWidth") > width:
        wide.append("ticket")

    assert wide == []


SHOWS_FOCUS = """() => {
  const at = document.activeElement, box = at.closest(".composer");
  return getComputedStyle(at).outlineStyle !== "none"
    || (box && getComputedStyle(box).boxShadow !== "none");
}"""


def tab_to(page, selector, *, most=80):
    """Presses Tab until something has the focus, and sees that the focus shows."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            assert page.evaluate(SHOWS_FOCUS), selector
            return
    raise AssertionError(f"{selector} is not reached by keyboard")


def test_a_ticket_is_answered_by_keyboard_alone(open_console):
    page = open_console("officer2", "/console/inbox")
    tab_to(page, "#take-next")
    page.keyboard.press("Enter")
    expect(talk(page)).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    tab_to(page, "#reply")
    page.keyboard.type("Anh/chị mở VNeID giúp.")
    page.keyboard.press("Control+Enter")
    expect(talk(page)).to_contain_text("Anh/chị mở VNeID giúp.")
    expect(reply_box(page)).to_have_value("")
    tab_to(page, "#resolve")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/console/inbox"))
