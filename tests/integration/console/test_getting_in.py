"""Nobody gets in without session, role and a form of ours; what was written is never lost."""

import asyncio

import pyotp
import pytest

from bot.commands.demo_staff import PASSWORD, TOTP_SECRET
from bot.services.sign_in import FREE_TRIES

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAGES = ("inbox", "search", "people", "settings", "audit", "labelling", "account")


@pytest.mark.parametrize("page", PAGES)
async def test_without_a_session_every_page_leads_to_the_sign_in(browser_of, page):
    nobody = await browser_of(None)
    answer = await nobody.get(f"/console/{page}")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/console/sign-in?next=%2Fconsole%2F{page}"


async def test_a_script_is_told_instead(browser_of):
    nobody = await browser_of(None)
    assert (await nobody.get("/console/inbox/list", **{"HX-Request": "true"})).status_code == 401
    assert (await nobody.get("/console/live", Accept="text/event-stream")).status_code == 401


@pytest.mark.parametrize(
    ("login", "closed"),
    [
        ("officer", ("people", "settings", "audit", "labelling")),
        ("editor", ("inbox", "search", "people", "settings", "audit")),
        ("admin", ("inbox", "search", "labelling")),
        ("supervisor", ("people",)),
    ],
)
async def test_an_address_without_the_role_is_refused(browser_of, login, closed):
    browser = await browser_of(login)
    for page in PAGES:
        expected = 403 if page in closed else 200
        assert (await browser.get(f"/console/{page}")).status_code == expected, page


async def test_an_administrator_reads_no_ticket(browser_of, open_ticket):
    ticket, browser = await open_ticket(), await browser_of("admin")
    assert (await browser.get(f"/console/tickets/{ticket}")).status_code == 403


async def test_a_ticket_that_is_not_there_is_not_found(browser_of):
    browser = await browser_of("officer")
    assert (await browser.get("/console/tickets/999999999")).status_code == 404


async def test_a_forged_form_does_nothing(browser_of, open_ticket, sent):
    ticket, browser = await open_ticket(), await browser_of("officer")
    fields = {"reply": "x", "ticket": ticket, "version": 1}
    for token in ("", "0" * 64, "é"):
        answer = await browser.post(f"/console/tickets/{ticket}/reply", token=token, **fields)
        assert answer.status_code == 403
    assert await sent(ticket) == []


async def test_a_form_of_another_site_does_nothing(browser_of, open_ticket, sent):
    ticket, browser = await open_ticket(), await browser_of("officer")
    browser.client.headers["Origin"] = "https://example.org"
    assert (await browser.reply(ticket, "x")).status_code == 403
    assert await sent(ticket) == []


async def test_a_form_from_before_the_last_sign_in_keeps_its_text(browser_of, open_ticket, sent):
    ticket, before, after = await open_ticket(), await browser_of("officer"), None
    stale = (await before.get("/console/account")).text.partition('name="token" value="')[2][:64]
    after = await browser_of("officer")
    answer = await after.post(
        f"/console/tickets/{ticket}/reply", token=stale, reply="Half a reply", ticket=ticket
    )
    assert answer.status_code == 403
    assert await sent(ticket) == []
    assert "Half a reply" in await after.draft(ticket)


async def test_a_session_that_ends_over_half_a_reply_loses_nothing(
    desk, browser_of, open_ticket, sent
):
    ticket, browser = await open_ticket(), await browser_of("officer2")
    version = await browser.version(ticket)
    officer = await desk.console.sessions.find(browser.cookie)
    await desk.console.sessions.end(officer, officer.session_id)
    asked = await browser.reply(ticket, "Half a <b>reply</b>", version)
    assert asked.status_code == 401
    assert "Half a &lt;b&gt;reply&lt;/b&gt;" in asked.text
    carried = {"reply": "Half a <b>reply</b>", "ticket": ticket}
    answer = await sign_in(browser, "officer2", next=f"/console/tickets/{ticket}", **carried)
    assert answer.headers["location"] == f"/console/tickets/{ticket}"
    assert "Half a &lt;b&gt;reply&lt;/b&gt;" in await browser.draft(ticket)
    assert await sent(ticket) == []


async def test_a_code_lets_in_once(browser_of):
    first, second = await browser_of(None), await browser_of(None)
    code = pyotp.TOTP(TOTP_SECRET).now()
    assert (await sign_in(first, "editor", code)).status_code == 303
    assert (await sign_in(second, "editor", code)).status_code == 422


async def test_a_recovery_code_lets_in_once(browser_of):
    first, second = await browser_of(None), await browser_of(None)
    assert (await sign_in(first, "admin", "AAAAA bbbbb")).status_code == 303
    assert (await sign_in(second, "admin", "aaaaa-bbbbb")).status_code == 422


async def test_guessing_at_the_same_time_is_locked_out(browser_of):
    browser = await browser_of(None)
    guesses = [
        browser.post("/console/sign-in", token="", login="supervisor", password=f"guess {n}")
        for n in range(FREE_TRIES + 6)
    ]
    answers = await asyncio.gather(*guesses)
    locked = [one for one in answers if "Too many tries" in one.text]
    assert len(locked) >= 5
    right = await browser.post("/console/sign-in", token="", login="supervisor", password=PASSWORD)
    assert "Too many tries" in right.text


async def test_a_session_can_be_ended_from_elsewhere(desk, browser_of):
    here, there = await browser_of("officer"), await browser_of("officer")
    session = (await desk.console.sessions.find(there.cookie)).session_id
    await here.post("/console/account/sessions", session=session)
    assert (await there.get("/console/account")).status_code == 303


@pytest.mark.parametrize("address", ["https://example.org", "//example.org", "/console\\..", "/x"])
async def test_sign_in_leads_nowhere_else(browser_of, address):
    page = await (await browser_of(None)).client.get("/console/sign-in", params={"next": address})
    assert 'name="next" value="/console"' in page.text


async def sign_in(browser, login, code=None, **fields):
    """Takes both steps; returns the answer to the second."""
    step = await browser.post(
        "/console/sign-in", token="", login=login, password=PASSWORD, **fields
    )
    entry = step.text.partition('name="entry" value="')[2].partition('"')[0]
    code = code or pyotp.TOTP(TOTP_SECRET).now()
    return await browser.post("/console/sign-in/code", token="", entry=entry, code=code, **fields)
