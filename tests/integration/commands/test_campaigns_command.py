"""Who decides about campaigns in a terminal: staff with a login, whose role allows it."""

import asyncio

import pytest
from typer.testing import CliRunner

from bot.commands import campaigns, reminders
from bot.commands.demo_staff import ensure_staff
from bot.services.campaigns.officers import NotAllowed
from bot.services.campaigns.signatures import NoSignature
from bot.settings import load_settings
from storage.database import Database

DRAFT = ["draft", "--name", "June", "--deadline", "portal-login-15-june-2024", "--audience", "june"]


@pytest.fixture
def run(monkeypatch, fresh_database_url, tmp_path):
    monkeypatch.setenv("VNEID_DATABASE_URL", fresh_database_url)
    monkeypatch.setenv("VNEID_ENCRYPTION_KEY", "k" * 40)
    monkeypatch.setenv("VNEID_CLOCK", "2024-06-10")
    monkeypatch.setenv("VNEID_SMS_BRAND", "TRO GIUP DVC")
    monkeypatch.setenv("VNEID_SMS_CONTACT", "1900 0368")
    ensure_staff(load_settings(), fresh_database_url)
    people = tmp_path / "people.csv"
    people.write_text("phone\n0911000001\n", encoding="utf-8")

    def run(app, *arguments):
        words = [str(people) if one == "FILE" else one for one in arguments]
        return CliRunner().invoke(app, words, catch_exceptions=False).stdout

    return run


def import_by(run, login):
    basis = ["--legal-basis", "Decision 12"]
    return run(reminders.app, "import", "FILE", "--name", "june", "--by", login, *basis)


@pytest.mark.parametrize("login", ["nobody", "editor", "admin", ""])
def test_who_is_no_officer_imports_nothing(run, login):
    with pytest.raises(NotAllowed):
        import_by(run, login)


def test_a_campaign_is_drafted_by_one_and_approved_by_another(run, fresh_database_url):
    assert "1 people in the audience" in import_by(run, "officer")
    run(campaigns.app, *DRAFT, "--by", "officer")
    with pytest.raises(NotAllowed, match="role"):
        run(campaigns.app, "approve", "1", "--by", "officer2")
    assert "approved" in run(campaigns.app, "approve", "1", "--by", "Supervisor")

    assert asyncio.run(acts(fresh_database_url)) == [
        ("officer", "audience.import"),
        ("officer", "campaign.drafted"),
        ("supervisor", "campaign.approved"),
    ]


def test_without_a_name_to_sign_with_nothing_is_drafted(run, monkeypatch):
    import_by(run, "officer")
    monkeypatch.delenv("VNEID_SMS_BRAND")
    with pytest.raises(NoSignature, match="VNEID_SMS_BRAND"):
        run(campaigns.app, *DRAFT, "--by", "officer")


async def acts(url):
    database = Database(url)
    async with database.transaction() as connection:
        found = await connection.exec_driver_sql(
            "SELECT staff.login, action FROM audit_entries JOIN staff ON staff.id = staff_id "
            "WHERE subject LIKE 'audience%%' OR subject LIKE 'campaign%%' "
            "ORDER BY audit_entries.id"
        )
        rows = [tuple(row) for row in found]
    await database.dispose()
    return rows
