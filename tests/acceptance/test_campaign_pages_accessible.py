"""Pages of audiences and campaigns can be read, seen and worked by everybody."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

from bot.clock import make_clock, real_now
from bot.content.catalogue import ROOT
from bot.messages import ChannelName
from bot.services.addresses import Addresses
from bot.services.campaigns import decisions, drafts
from bot.services.campaigns.asked import Asked
from bot.services.campaigns.drafts import Draft
from bot.services.campaigns.planner import Planner
from bot.services.campaigns.signatures import signed_deadlines
from bot.services.campaigns.statuses import TemplateStatus
from bot.services.campaigns.texts import note_verdict
from storage import reminder_audiences, schema, sms_templates
from storage.crypto import Cipher
from storage.database import Database
from storage.reminder_audiences import NewMember, Progress
from tests.acceptance.chat_steps import PHONE
from tests.acceptance.test_console_accessible import DESKTOP, tab_to, violations

pytestmark = pytest.mark.usefixtures("staff", "campaigns")
PAGES = (
    "campaigns",
    "campaigns/new",
    "campaigns/texts",
    "campaigns/1",
    "campaigns/2",
    "audiences",
    "audiences/1",
)
DEADLINE = "portal-login-15-june-2024"


@pytest.fixture(scope="module")
def settings(settings):
    signed = {"sms_brand": "TRO GIUP DVC", "sms_contact": "1900 0368"}
    return settings.model_copy(update={"clock": "2024-06-11", **signed})


@pytest.fixture(scope="module")
def campaigns(settings, fresh_database_url):
    """An audience, a draft over its budget, and a campaign that runs."""
    schema.upgrade(fresh_database_url)
    with ThreadPoolExecutor(1) as threads:
        threads.submit(lambda: asyncio.run(_make(settings, fresh_database_url))).result()


async def _make(settings, url):
    database, now = Database(url), real_now()
    clock = make_clock(settings.clock, 1.0, now)
    asked = Asked(by="officer", business=clock.now(), real=now)
    addresses = Addresses(Cipher("k" * 32))
    async with database.transaction() as connection:
        audience = await reminder_audiences.add(connection, "June", "test", "0", "officer", now)
        known = [addresses.know(ChannelName.SMS, f"+8491100000{one}") for one in range(9)]
        members = [NewMember(one.sender_id, str(one.sealed), "vi") for one in known]
        await reminder_audiences.add_members(connection, audience.id, members, now)
        counts = {"accepted": 9, "scientific": 1}
        whole = Progress(rows_read=10, verdict_bytes=0, verdicts=counts, complete_at=now)
        await reminder_audiences.mark_progress(connection, audience.id, whole)
        deadlines = signed_deadlines(settings, ROOT)
        for name, cap in (("Draft", 2), ("Runs", 30)):
            wanted = Draft(name=name, deadline=DEADLINE, audience="June", cap_segments=cap)
            campaign = await drafts.draft(connection, deadlines, wanted, asked)
        for one in await sms_templates.list_all(connection):
            await note_verdict(connection, one.digest, TemplateStatus.APPROVED, "x", now)
        above = Asked(by="supervisor", business=clock.now(), real=now)
        await decisions.approve(connection, campaign, above)
        await decisions.start(connection, campaign, above)
    await Planner(database, clock, "sms").plan_step(campaign, 3)
    await database.dispose()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_on_any_page(open_console, size, scheme, language):
    found = []
    page = open_console("supervisor", language=language, color_scheme=scheme, **size)
    for path in PAGES:
        page.goto(f"/console/{path}")
        for details in page.locator("main summary").all():
            details.click()
        found += violations(page)

    assert found == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_wider_than_the_screen(open_console, width, language):
    wide = []
    size = {"viewport": {"width": width, "height": 640}}
    page = open_console("supervisor", language=language, **size)
    for path in PAGES:
        page.goto(f"/console/{path}")
        for details in page.locator("main summary").all():
            details.click()
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(path)

    assert wide == []


def test_a_campaign_is_paused_and_goes_on_by_keyboard_alone(open_console):
    page = open_console("supervisor", "/console/campaigns", "en")
    tab_to(page, ".case-link")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/console/campaigns/2"))
    tab_to(page, "#pause")
    page.keyboard.press("Enter")
    tab_to(page, "[name=why]")
    page.keyboard.type("wrong list")
    page.keyboard.press("Enter")
    expect(page.locator(".chip.warn", has_text="Paused")).to_be_visible()
    expect(page.locator("#history")).to_contain_text("wrong list")
    tab_to(page, "#start")
    page.keyboard.press("Enter")
    expect(page.locator(".chip.good", has_text="Running")).to_be_visible()
