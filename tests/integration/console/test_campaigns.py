"""Campaigns over HTTP: imported, drafted, approved by a second person, and who may do what."""

import re

import pytest

from bot.services.campaigns.signatures import NoSignature

pytestmark = pytest.mark.asyncio(loop_scope="module")

DRAFT = {
    "name": "June",
    "deadline": "portal-login-15-june-2024",
    "step": ["3", "1"],
    "price_vnd": "800",
    "cap_vnd": "1.000.000",
}


@pytest.fixture(scope="module")
def settings(settings):
    signed = {"sms_brand": "TRO GIUP DVC", "sms_contact": "1900 0368", "sms_console": True}
    return settings.model_copy(update={"clock": "2024-06-10", **signed})


@pytest.fixture
def draft(browser_of, upload, run_imports):
    """Has an officer import a file and draft a campaign; returns its address."""

    async def make(name, login="officer", **terms):
        browser = await browser_of(login)
        await upload(browser, name)
        await run_imports()
        answer = await browser.post("/console/campaigns/new", **DRAFT | {"audience": name} | terms)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    return make


@pytest.fixture
def approve_texts(browser_of):
    async def approve():
        browser = await browser_of("supervisor")
        page = (await browser.get("/console/campaigns/texts")).text
        digests = re.findall(r'name="text" value="([0-9a-f]+)"', page)
        await browser.post("/console/campaigns/texts", text=digests, status="approved")

    return approve


async def seen(browser, campaign):
    page = (await browser.get(campaign)).text
    found = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    return found.group(1) if found else ""


async def approve(browser, campaign):
    return await browser.post(f"{campaign}/approve", seen=await seen(browser, campaign))


async def test_the_dry_run_says_who_gets_what_when_and_at_what_cost(browser_of, draft):
    campaign = await draft("dry")
    browser = await browser_of("officer")
    page = (await browser.get(campaign)).text
    file = (await browser.get(f"{campaign}/dry-run.csv")).text

    assert '<rect class="lang-vi"' in page
    assert "TRO GIUP DVC: Tu ngay mai 15/6/2024" in page
    assert "4 segments" in page
    assert "3,200 đ" in page
    assert "texts are not approved by the provider" in page
    assert len(file.splitlines()) == 5


async def test_nobody_approves_their_own_campaign_whatever_their_role(browser_of, draft):
    campaign = await draft("own", "supervisor")
    author = await browser_of("supervisor")
    digest = await seen(author, campaign)
    refused = await author.post(f"{campaign}/approve", seen=digest)

    assert 'id="approve"' not in (await author.get(campaign)).text
    assert refused.status_code == 409
    assert "You wrote this campaign" in refused.text
    assert ">Draft<" in refused.text


async def test_who_changed_the_budget_does_not_approve_it(browser_of, draft):
    campaign = await draft("caps")
    supervisor = await browser_of("supervisor")
    await supervisor.post(f"{campaign}/caps", cap_segments="1", cap_vnd="")

    assert (await approve(supervisor, campaign)).status_code == 409
    assert "The budget ends it before everybody" in (await supervisor.get(campaign)).text


async def test_what_was_changed_since_it_was_looked_at_is_not_approved(browser_of, draft):
    campaign = await draft("moved")
    officer, supervisor = await browser_of("officer"), await browser_of("supervisor")
    before = await seen(supervisor, campaign)
    await officer.post(f"{campaign}/caps", cap_segments="9", cap_vnd="")
    refused = await supervisor.post(f"{campaign}/approve", seen=before)

    assert refused.status_code == 409
    assert "changed since you looked" in refused.text


async def test_a_second_person_approves_starts_pauses_goes_on_and_stops(
    browser_of, draft, approve_texts, audit_of
):
    campaign = await draft("whole")
    supervisor, officer = await browser_of("supervisor"), await browser_of("officer")
    assert (await approve(supervisor, campaign)).status_code == 303
    refused = await supervisor.post(f"{campaign}/start")
    await approve_texts()

    assert "has not approved yet" in refused.text
    for act, who, status in [
        ("start", supervisor, "Running"),
        ("pause", officer, "Paused"),
        ("start", supervisor, "Running"),
        ("stop", supervisor, "Stopped"),
    ]:
        assert (await who.post(f"{campaign}/{act}", why="test")).status_code == 303
        assert f">{status}<" in (await officer.get(campaign)).text
    again = await supervisor.post(f"{campaign}/stop")
    assert again.status_code == 409
    number = campaign.rpartition("/")[2]
    assert await audit_of("campaign.approved") == ("supervisor", f"campaign {number}")
    assert (await audit_of("campaign.paused"))[0] == "officer"


async def test_a_campaign_of_a_deadline_that_passed_can_not_be_drafted(browser_of, draft):
    browser = await browser_of("officer")
    await draft("past")
    page = (await browser.get("/console/campaigns/new")).text
    refused = await browser.post(
        "/console/campaigns/new", **DRAFT | {"audience": "past", "deadline": "none"}
    )

    assert "organisations-30-june-2025" in page
    assert refused.status_code == 422
    assert "choose a deadline" in refused.text


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"step": []}, None),
        ({"opens": "5"}, "hours between 7 and 22"),
        ({"cap_vnd": "lots"}, "is no amount"),
        ({"audience": "nobody"}, "choose an audience"),
        ({"name": " "}, "give a name"),
    ],
)
async def test_a_draft_that_makes_no_sense_comes_back_with_the_reason(
    browser_of, draft, terms, said
):
    await draft("sense")
    browser = await browser_of("officer")
    answer = await browser.post("/console/campaigns/new", **DRAFT | {"audience": "sense"} | terms)

    assert answer.status_code == (422 if said else 303)
    assert said is None or said in answer.text


@pytest.mark.parametrize(
    ("login", "sees", "approves"),
    [("officer", 200, 403), ("supervisor", 200, 303), ("editor", 403, 403), ("admin", 403, 403)],
)
async def test_who_may_see_and_approve(browser_of, draft, login, sees, approves):
    campaign = await draft(f"role {login}")
    browser = await browser_of(login)

    assert (await browser.get("/console/campaigns")).status_code == sees
    assert (await browser.get("/console/audiences")).status_code == sees
    assert (await approve(browser, campaign)).status_code == approves


async def test_a_part_that_has_not_changed_is_not_sent_again(browser_of, draft):
    campaign, browser = await draft("still"), await browser_of("officer")
    first = await browser.get(f"{campaign}/progress")
    again = await browser.get(f"{campaign}/progress?have={first.headers['X-Have']}")

    assert again.status_code == 204


async def test_without_a_name_to_sign_with_nothing_is_drafted(browser_of, draft, desk, monkeypatch):
    await draft("unsigned")
    browser = await browser_of("officer")

    def unsigned():
        raise NoSignature("Set it.", "signature")

    monkeypatch.setattr(type(desk.console.campaigns), "deadlines", property(lambda _: unsigned))
    answer = await browser.post("/console/campaigns/new", **DRAFT | {"audience": "unsigned"})

    assert answer.status_code == 422
    assert "VNEID_SMS_BRAND" in answer.text
