"""Campaigns over HTTP: imported, drafted, approved by a second person, and who may do what."""

import re

import pytest

from bot.clock import real_now
from bot.services.campaigns.audience.uploads import Uploads
from bot.services.campaigns.signatures import NoSignature

pytestmark = pytest.mark.asyncio(loop_scope="module")

FILE = "phone,language\n0911000001,vi\n0911000002,en\n0911000001,vi\n02438251234,vi\n8.49E+10,vi\n"
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
def run_imports(desk):
    """Does what a worker does with the imports that wait."""

    async def run():
        async with desk.core.database.transaction() as connection:
            found = await connection.exec_driver_sql(
                "DELETE FROM procrastinate_jobs WHERE task_name = 'import_audience' RETURNING args"
            )
            jobs = list(found.scalars())
        core = desk.core
        uploads = Uploads(core.database, core.addresses, core.cipher, real_now)
        for arguments in jobs:
            await uploads.run(**arguments)

    return run


@pytest.fixture
def upload():
    """Sends a file as a browser does."""

    async def send(browser, name, content=FILE, **fields):
        page = (await browser.get("/console/account")).text
        token = re.search(r'name="token" value="([0-9a-f]+)"', page).group(1)
        form = {"token": token, "name": name, "legal_basis": "Decision 12, clause 3"} | fields
        body = content.encode() if isinstance(content, str) else content
        return await browser.client.post(
            "/console/audiences", data=form, files={"file": ("people.csv", body, "text/csv")}
        )

    return send


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


async def audit_of(database, action):
    async with database.transaction() as connection:
        found = await connection.exec_driver_sql(
            "SELECT staff.login, subject FROM audit_entries JOIN staff ON staff.id = staff_id "
            "WHERE action = %s ORDER BY audit_entries.id DESC",
            (action,),
        )
        return found.first()


async def test_a_file_is_judged_row_by_row_and_the_count_is_shown(
    browser_of, upload, run_imports, database
):
    browser = await browser_of("officer")
    answer = await upload(browser, "first")
    at = answer.headers["location"]
    assert "0 of 5 rows" in (await browser.get(at)).text

    await run_imports()
    page = (await browser.get(at)).text
    verdicts = (await browser.get(f"{at}/verdicts.csv")).text

    assert "2 people in the audience + 3 left out = 5 rows" in page
    assert "The spreadsheet cut digits off" in page
    assert verdicts.startswith("\ufeff")
    assert len(verdicts.splitlines()) == 6
    assert "911000001" not in verdicts + page
    assert await audit_of(database, "audience.upload") == (
        "officer",
        f"audience {at.rpartition('/')[2]}",
    )
    async with database.transaction() as connection:
        kept = await connection.exec_driver_sql("SELECT count(*) FROM audience_uploads")
        assert kept.scalar_one() == 0


async def test_verdicts_are_in_the_language_of_who_imports(browser_of, upload, run_imports):
    browser = await browser_of("officer")
    browser.client.headers["Accept-Language"] = "vi"
    at = (await upload(browser, "vietnamese")).headers["location"]
    await run_imports()

    assert "Trùng một dòng trước." in (await browser.get(f"{at}/verdicts.csv")).text


@pytest.mark.parametrize(
    ("content", "fields", "said"),
    [
        ("", {}, "Please choose a file."),
        ("name\nx\n", {}, "no column of phone numbers"),
        ('phone\n"0911\n', {}, "a quotation mark is open"),
        (b"phone\n\x8f\x90\xff\n", {}, "CSV UTF-8"),
        (FILE, {"legal_basis": " "}, "state the legal basis"),
        (FILE, {"name": ""}, "give a name"),
        ("phone\n0911000009\n", {"name": "first"}, "belongs to another file"),
    ],
    ids=["empty", "no column", "quotes", "letters", "no basis", "no name", "taken"],
)
async def test_what_is_wrong_with_a_file_is_said_at_once(browser_of, upload, content, fields, said):
    browser = await browser_of("officer")
    await upload(browser, "first")
    answer = await upload(browser, fields.pop("name", "wrong"), content, **fields)

    assert answer.status_code == 422
    assert said in answer.text


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
    browser_of, draft, approve_texts, database
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
    assert await audit_of(database, "campaign.approved") == ("supervisor", f"campaign {number}")
    assert (await audit_of(database, "campaign.paused"))[0] == "officer"


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
