"""Audiences over HTTP: every row is judged, and what is wrong with a file is said at once."""

import pytest

from tests.integration.console.conftest import PEOPLE_FILE

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_file_is_judged_row_by_row_and_the_count_is_shown(
    browser_of, upload, run_imports, database, audit_of
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
    assert await audit_of("audience.upload") == (
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
        (PEOPLE_FILE, {"legal_basis": " "}, "state the legal basis"),
        (PEOPLE_FILE, {"name": ""}, "give a name"),
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
