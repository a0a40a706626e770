"""The demo's logins are published: they and people who work never meet in one database."""

import asyncio

import psycopg
import pytest
from typer.testing import CliRunner

from bot.clock import real_now
from bot.commands import demo, serve
from bot.commands.demo_staff import PEOPLE, ensure_staff, keep_demos_people_out, require_demos_own
from bot.errors import SettingsError
from bot.services.keys import make_cipher
from bot.services.roles import Role
from bot.services.staff import Staff, make_credentials
from bot.settings import Settings, load_settings
from storage.database import Database


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, fresh_database_url: str) -> Settings:
    """Those of a database in which nobody works yet."""
    with psycopg.connect(fresh_database_url) as connection:
        connection.execute("TRUNCATE staff CASCADE")
    monkeypatch.setenv("VNEID_DATABASE_URL", fresh_database_url)
    monkeypatch.setenv("VNEID_SECRET_KEY", "s" * 40)
    monkeypatch.setenv("VNEID_ENCRYPTION_KEY", "k" * 40)
    return load_settings()


@pytest.fixture(autouse=True)
def serving_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that gets as far as serving would never end."""
    for command in (demo, serve):
        monkeypatch.setattr(command, "run", lambda *_: pytest.fail("it serves"))


@pytest.fixture
def hire(settings: Settings, fresh_database_url: str):
    """Adds somebody as an administrator does."""

    async def add(login: str, name: str) -> None:
        database = Database(fresh_database_url)
        staff = Staff(database, make_cipher(settings, fresh_database_url), real_now)
        assert await staff.add(make_credentials(login), name, Role.ADMINISTRATOR)
        await database.dispose()

    return lambda login, name: asyncio.run(add(login, name))


def run(app, *arguments):
    return CliRunner().invoke(app, arguments, catch_exceptions=False)


def whole_staff(url):
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT * FROM staff ORDER BY login").fetchall()


@pytest.mark.parametrize(
    ("login", "name"), [("lan", "Lan (synthetic)"), ("admin", "Lan (synthetic)")]
)
def test_the_demo_leaves_a_database_alone_in_which_people_work(
    hire, fresh_database_url, login, name
):
    hire(login, name)
    before = whole_staff(fresh_database_url)
    any_ports = ["--port", "0", "--portal-port", "0"]
    with pytest.raises(SettingsError, match=rf"{login}.*VNEID_DATA_DIR.*VNEID_DATABASE_URL"):
        run(demo.app, *any_ports)
    assert whole_staff(fresh_database_url) == before


def test_the_demo_takes_back_no_login_that_somebody_has_beside_its_own(
    hire, settings, fresh_database_url
):
    hire("admin", "Lan (synthetic)")
    ensure_staff(settings, fresh_database_url)
    with pytest.raises(SettingsError, match="admin"):
        require_demos_own(fresh_database_url)


def test_the_demo_starts_again_with_people_who_were_added_in_it(hire, settings, fresh_database_url):
    require_demos_own(fresh_database_url)
    ensure_staff(settings, fresh_database_url)
    hire("lan", "Lan (synthetic)")
    require_demos_own(fresh_database_url)


def test_a_database_without_tables_is_anybodys(unmigrated_database_url):
    require_demos_own(unmigrated_database_url)
    keep_demos_people_out(unmigrated_database_url)


def test_serve_lets_no_published_login_in(settings, fresh_database_url):
    ensure_staff(settings, fresh_database_url)
    with pytest.raises(SettingsError, match=r"admin.*VNEID_DATA_DIR"):
        run(serve.app, "--insecure-rest", "--port", "0")


def test_serve_takes_people_who_only_share_a_login_with_the_demos(hire, fresh_database_url):
    for login, _name, _role in PEOPLE:
        hire(login, "Lan (synthetic)")
    keep_demos_people_out(fresh_database_url)


def test_serve_takes_a_database_whose_demo_people_may_not_sign_in(settings, fresh_database_url):
    ensure_staff(settings, fresh_database_url)
    with psycopg.connect(fresh_database_url) as connection:
        connection.execute("UPDATE staff SET is_active = false")
    keep_demos_people_out(fresh_database_url)
