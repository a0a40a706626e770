"""A campaign from a file to its report: two officers, and a clock that runs on."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from bot.clock import pin, real_now
from bot.services.campaigns.stopping import cancel_for_link
from storage import optouts, reminder_recipients
from storage.database import Database
from storage.optouts import Proof
from tests.acceptance.campaign_steps import (
    LONG,
    approve_and_start,
    draft_campaign,
    import_people,
    keep_approvals,
    ledger,
    write_people,
)
from tests.acceptance.console_steps import working

pytestmark = pytest.mark.usefixtures("staff", "worker")
PEOPLE = 40


@pytest.fixture(scope="module")
def settings(settings):
    """Business time runs from 10 June 2024, 4,000 times as fast."""
    june = {"clock": pin("2024-06-10", real_now()), "clock_speed": 4_000.0}
    signed = {"sms_brand": "TRO GIUP DVC", "sms_contact": "1900 0368", "sms_console": True}
    return settings.model_copy(update=june | signed)


@pytest.fixture(scope="module")
def worker(settings, fresh_database_url):
    with working(settings, fresh_database_url):
        yield


@pytest.fixture
def refuse_and_link(fresh_database_url):
    """One of the people calls and refuses, another one links the accounts."""

    async def both():
        database = Database(fresh_database_url)
        async with database.transaction() as connection:
            found = await connection.execute(text("SELECT id FROM reminder_recipients LIMIT 2"))
            refuses, links = found.scalars()
            (index,) = await reminder_recipients.find_indexes(connection, [refuses])
            proof = Proof(real_now(), "citizen", "called")
            await optouts.add_address(connection, "sms", index, proof)
            await cancel_for_link(connection, links, real_now())
        await database.dispose()

    def run():
        # The browser's own loop runs in this thread.
        with ThreadPoolExecutor(1) as threads:
            threads.submit(lambda: asyncio.run(both())).result()

    return run


def test_from_a_file_to_a_report_that_adds_up(open_console, tmp_path, refuse_and_link):
    officer = open_console("officer", language="en")
    import_people(officer, write_people(tmp_path / "people.csv", PEOPLE), "June")
    expect(officer.locator("#progress-part")).to_contain_text("40 people in the audience + 6 left")

    campaign = draft_campaign(officer, "June 2024", "June", (3, 1))
    expect(officer.locator("#dry-audience")).to_have_text("40")
    expect(officer.locator("svg.chart rect").first).to_be_visible()
    expect(officer.locator("#waits")).to_contain_text("a second person")
    expect(officer.locator("#approve")).to_have_count(0)

    supervisor = open_console("supervisor", "/console/campaigns", "en")
    keep_approvals(supervisor)
    refuse_and_link()
    approve_and_start(supervisor, campaign)

    officer.goto(campaign)
    expect(officer.locator(".chip.good", has_text="Finished")).to_be_visible(timeout=LONG)
    expect(officer.locator("#adds-up .chip")).to_have_text("Adds up", timeout=LONG)
    expect(officer.locator("[data-end=sent]")).to_have_count(0, timeout=30_000)

    numbers = ledger(officer)
    assert numbers["sum"][:2] == numbers["audience"][:2] == [PEOPLE, PEOPLE]
    ends = [row for end, row in numbers.items() if end not in {"sum", "audience"}]
    assert [sum(row[step] for row in ends) for step in (0, 1)] == [PEOPLE, PEOPLE]
    assert numbers["delivered"][:2] == [PEOPLE - 2, PEOPLE - 2]
    assert numbers["opted_out"][:2] == numbers["linked"][:2] == [1, 1]
