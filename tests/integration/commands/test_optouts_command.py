"""An officer takes an opt-out down for a citizen."""

import psycopg
import pytest
from typer.testing import CliRunner

from bot.commands.optouts import app
from bot.errors import SettingsError

ASKED = ["--officer", "lan (synthetic)", "--proof", "call"]


@pytest.fixture
def run(monkeypatch, fresh_database_url):
    def run(command, phone):
        monkeypatch.setenv("VNEID_DATABASE_URL", fresh_database_url)
        monkeypatch.setenv("VNEID_ENCRYPTION_KEY", "k" * 40)
        arguments = [command, "--phone", phone, *ASKED]
        return CliRunner().invoke(app, arguments, catch_exceptions=False).stdout

    return run


def test_a_number_in_any_spelling_is_refused_once_and_allowed_again(run, fresh_database_url):
    assert run("add", "0912 345 678") == "+84•••••••78 gets nothing but answers\n"
    assert "as before" in run("add", "+84 912.345.678")
    assert run("end", "84912345678") == "+84•••••••78 gets messages again\n"
    with psycopg.connect(fresh_database_url) as connection:
        rows = connection.execute(
            "SELECT channel, decided_by, proof, ended_by FROM optouts"
        ).fetchall()
    assert rows == [("sms", "officer", "lan (synthetic): call", "officer")]


def test_what_is_no_number_is_refused(run):
    with pytest.raises(SettingsError, match="extension"):
        run("add", "0912345678 ext 5")
