"""The citizen's whole way in a browser: chat page, code, approval page, result in the chat."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from starlette.types import ASGIApp

from bot.bootstrap_web import make_application
from bot.commands.serve import make_asgi
from bot.settings import Settings
from portal.app import make_app
from portal.options import DEMO_SECRET, Options
from tests.acceptance.chat_steps import PHONE, ask, replies
from tests.acceptance.running import serving

ROOT = Path(__file__).parents[2]
INTERVAL_SECONDS = 5
MISMATCH = 31
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
WORDS = {
    "vi": {
        "ask": "kiểm tra trực tiếp trên cổng",
        "agree": "Đồng ý",
        "go": "Tiếp tục",
        "allow": "Cho phép",
        "allowed": "Đã cho phép",
        "withdraw": "rút lại đồng ý",
        "withdrawn": "Đã rút lại đồng ý",
        "found": "chưa khớp với kho dữ liệu dân cư",
    },
    "en": {
        "ask": "check directly with the portal",
        "agree": "I agree",
        "go": "Continue",
        "allow": "Allow",
        "allowed": "Allowed",
        "withdraw": "withdraw my consent",
        "withdrawn": "Your consent is withdrawn",
        "found": "don't match the National Population Database",
    },
}
languages = pytest.mark.parametrize("language", ["vi", "en"])


@pytest.fixture(scope="module")
def portal() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        options = Options(public_url=address, interval_seconds=INTERVAL_SECONDS)
        with serving(make_app(options), listening):
            yield address


@pytest.fixture(scope="module")
def application(fresh_database_url: str, portal: str) -> ASGIApp:
    """The real application; it offers live checks."""
    parts = make_application(
        Settings(portal_url=portal),
        fresh_database_url,
        secret_key="acceptance" * 4,
        insecure_rest=True,
    )
    return make_asgi(parts)


@pytest.fixture(scope="module", autouse=True)
def worker(fresh_database_url: str, portal: str) -> Iterator[None]:
    """A worker as a process of its own."""
    given = {
        "VNEID_DATABASE_URL": fresh_database_url,
        "VNEID_PORTAL_URL": portal,
        "VNEID_PORTAL_CLIENT_SECRET": DEMO_SECRET,
        "VNEID_ENCRYPTION_KEY": "acceptance" * 4,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "worker"], cwd=ROOT, env={**os.environ, **given}
    )
    yield
    process.terminate()
    process.wait(timeout=20)


def agree(chat: Page, language: str) -> str:
    """Ask for a live check, agree, and return the code when it appears, without a reload."""
    words = WORDS[language]
    ask(chat, words["ask"])
    chat.get_by_role("button", name=words["agree"], exact=True).click()
    told = replies(chat).filter(has_text="/activate")
    expect(told).to_be_visible(timeout=20_000)
    found = re.search(r"[A-Z]{4}-[A-Z]{4}", told.inner_text())
    assert found is not None
    return found.group()


def approve(chat: Page, portal: str, code: str, language: str) -> None:
    """In another tab of the same browser: sign in, type the code, allow."""
    page = chat.context.new_page()
    page.goto(f"{portal}/activate?lang={language}")
    page.locator("#number").fill(str(MISMATCH))
    page.locator("#number + button").click()
    expect(page.locator("#number")).to_have_count(0)
    page.goto(f"{portal}/activate?lang={language}")
    page.locator("#user_code").fill(code)
    page.get_by_role("button", name=WORDS[language]["go"], exact=True).click()
    keep(page, f"live-check-portal-{language}")
    page.get_by_role("button", name=WORDS[language]["allow"], exact=True).click()
    # Chromium may never close a page that is on its way to another.
    expect(page.locator("h1")).to_have_text(WORDS[language]["allowed"])
    page.close()


@languages
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_citizen_agrees_types_the_code_allows_and_reads_the_result(
    open_chat, portal, language, size
):
    name = "phone" if size is PHONE else "desktop"
    chat = open_chat(language, locale=language, **size)
    code = agree(chat, language)
    keep(chat, f"live-check-code-{name}-{language}")
    approve(chat, portal, code, language)
    result = replies(chat).filter(has_text=WORDS[language]["found"])
    expect(result).to_be_visible(timeout=(INTERVAL_SECONDS + 5) * 1000)
    keep(chat, f"live-check-result-{name}-{language}")
    shown = replies(chat).count()
    chat.reload()
    expect(result).to_have_count(1)
    assert replies(chat).count() == shown
    assert "/external_" not in chat.content()


@languages
def test_a_citizen_without_javascript_reads_the_code_after_a_reload(open_chat, language):
    chat = open_chat(language, locale=language, java_script_enabled=False)
    words = WORDS[language]
    chat.locator("#question").fill(words["ask"])
    chat.locator("#composer button").click()
    chat.get_by_role("button", name=words["agree"], exact=True).click()
    told = replies(chat).filter(has_text="/activate")
    for _ in range(20):
        if told.count():
            break
        chat.wait_for_timeout(500)
        chat.reload()
    expect(told).to_be_visible()


@languages
def test_a_word_ends_it_and_no_more_news_comes(open_chat, language):
    chat = open_chat(language, locale=language)
    agree(chat, language)
    ask(chat, WORDS[language]["withdraw"])
    expect(replies(chat).last).to_contain_text(WORDS[language]["withdrawn"])
    shown = replies(chat).count()
    chat.wait_for_timeout(6000)
    assert replies(chat).count() == shown


def keep(page: Page, name: str) -> None:
    """Take a picture where VNEID_SCREENSHOTS names a folder."""
    if folder := os.environ.get("VNEID_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", animations="disabled")
