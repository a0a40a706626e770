"""A hard case over Telegram: the bot hands over, an officer answers, the bot goes on."""

import asyncio
import time

import pytest
from playwright.sync_api import expect, sync_playwright

from bot.channels.telegram import setup
from bot.channels.telegram.choice import make_telegram_bot
from bot.commands.demo_staff import ensure_staff
from tests.acceptance.console_steps import reply_box, sign_in, talk, working
from tests.acceptance.running import launch
from tests.peers.telegram.conftest import SECRET

ASKS = "cho tôi gặp cán bộ"
CITIZEN_ADDS = "Tôi dùng máy Android ạ"
OFFICER_SAYS = "Anh/chị mở ứng dụng VNeID rồi chọn mục Ví giấy tờ."

pytestmark = pytest.mark.peers


@pytest.fixture
def console(settings, web, fresh_database_url):
    """A browser in front of the console; Telegram sends to its web process."""

    async def set_webhook():
        bot = make_telegram_bot(settings)
        await setup.set_webhook(bot, web, SECRET)
        await bot.disconnect()

    asyncio.run(set_webhook())
    ensure_staff(settings, fresh_database_url)
    with working(settings, fresh_database_url), sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(base_url=web, locale="vi-VN")
        page.set_default_timeout(15_000)
        yield page
        browser.close()


def hears(citizen, words, *, within=20):
    """Waits until the citizen was told something with these words; returns the whole of it."""
    deadline = time.monotonic() + within
    while True:
        found = [text for text in citizen.texts() if words in text]
        if found:
            return found[-1]
        assert time.monotonic() < deadline, f"heard {citizen.texts()}, waited for {words!r}"
        time.sleep(0.05)


def test_a_person_answers_on_telegram_and_the_bot_goes_on(citizen, console):
    citizen.says(ASKS)
    told = hears(citizen, "Phiếu hỗ trợ của anh/chị mang số")
    assert "1900 0368" in told

    sign_in(console, "officer")
    console.locator("#take-next").click()
    expect(talk(console)).to_contain_text(ASKS)
    before = len(citizen.texts())
    citizen.says(CITIZEN_ADDS)
    expect(talk(console)).to_contain_text(CITIZEN_ADDS)
    assert len(citizen.texts()) == before

    reply_box(console).fill(OFFICER_SAYS)
    console.locator("#send").click()
    expect(talk(console)).to_contain_text(OFFICER_SAYS)
    assert hears(citizen, OFFICER_SAYS).startswith("Cán bộ hỗ trợ (phiếu")

    console.locator("#resolve").click()
    expect(console.locator(".cases, .empty").first).to_be_visible()
    hears(citizen, "xử lý xong phiếu")
    citizen.says("Hạn chuyển sang VNeID là ngày nào?")
    hears(citizen, "30/6/2024")

    citizen.presses("★★★★★")
    hears(citizen, "Cảm ơn")
    console.goto("/console/inbox?view=settled")
    console.locator(".case-link").first.click()
    expect(console.locator("#side")).to_contain_text("5 / 5")
