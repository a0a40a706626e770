"""Settings come from arguments, files, the environment and `.env`; faults name the variable."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import PREFIX, Settings, load_settings

SECRET = "s3cret-" * 6


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        for variable in (name.upper(), f"{PREFIX}{name.upper()}", f"{PREFIX}{name.upper()}_FILE"):
            monkeypatch.delenv(variable, raising=False)


def test_defaults_hold_no_secret():
    settings = load_settings()
    assert settings.database_url is None
    assert settings.rest_token is None
    assert settings.secret_key is None
    assert settings.clock_speed == 1.0


@pytest.mark.parametrize("variable", ["VNEID_DATABASE_URL", "DATABASE_URL"])
def test_database_is_named_with_or_without_the_prefix(
    monkeypatch: pytest.MonkeyPatch, variable: str
):
    monkeypatch.setenv(variable, "postgresql://localhost/bot")
    url = load_settings().database_url
    assert url is not None
    assert url.get_secret_value() == "postgresql://localhost/bot"


def test_own_database_variable_wins_over_the_common_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://localhost/other")
    monkeypatch.setenv("VNEID_DATABASE_URL", "postgresql://localhost/bot")
    url = load_settings().database_url
    assert url is not None
    assert url.get_secret_value().endswith("/bot")


def test_environment_wins_over_the_env_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / ".env").write_text("VNEID_CLOCK=-1d\nVNEID_LOG_LEVEL=debug\n", encoding="utf-8")
    monkeypatch.setenv("VNEID_CLOCK", "-2d")
    settings = load_settings()
    assert settings.clock == "-2d"
    assert settings.log_level == "debug"


def test_variables_of_other_programs_are_ignored(tmp_path: Path):
    (tmp_path / ".env").write_text("OTHER=1\nVNEID_UNKNOWN=2\n", encoding="utf-8")
    assert load_settings() == Settings()


def test_no_portal_is_asked_where_its_address_is_empty(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    (tmp_path / ".env").write_text(
        "COMPOSE_FILE=a.yml:b.yml\nVNEID_PORTAL_URL=\n", encoding="utf-8"
    )
    assert load_settings().portal_url is None
    monkeypatch.setenv("VNEID_PORTAL_URL", "")
    assert load_settings().portal_url is None


SPECIAL = {
    "log_level": "warning",
    "portal_public_url": "https://portal.example",
    "portal_url": "https://portal.example",
    "sms_brand": "TRO GIUP DVC",
    "sms_console": "True",
    "sms_contact": "1900 0368",
    "sms_diacritics": "True",
    "sms_per_second": "2.5",
    "telegram_per_second": "20.5",
}
"""Settings that not every text fits."""


@pytest.mark.parametrize("name", sorted(set(Settings.model_fields) - {"clock_speed"}))
def test_every_setting_can_be_given_as_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
):
    value = SPECIAL.get(name, SECRET)
    (tmp_path / "given").write_text(f"{value}\n", encoding="utf-8")
    monkeypatch.setenv(f"{PREFIX}{name.upper()}_FILE", str(tmp_path / "given"))
    given = getattr(load_settings(), name)
    shown = given.get_secret_value() if hasattr(given, "get_secret_value") else str(given)
    assert shown == value


def test_file_wins_over_the_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "token").write_text("from the file\n", encoding="utf-8")
    monkeypatch.setenv("VNEID_REST_TOKEN", "from the variable")
    monkeypatch.setenv("VNEID_REST_TOKEN_FILE", str(tmp_path / "token"))
    token = load_settings().rest_token
    assert token is not None
    assert token.get_secret_value() == "from the file"


def test_missing_file_is_named_by_its_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("VNEID_SECRET_KEY_FILE", str(tmp_path / "none"))
    with pytest.raises(SettingsError, match=r"^VNEID_SECRET_KEY_FILE names a file that can't be"):
        load_settings()


def test_file_that_is_no_text_is_named_by_its_variable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    (tmp_path / "key").write_bytes(b"\xff\xfe\x00")
    monkeypatch.setenv("VNEID_SECRET_KEY_FILE", str(tmp_path / "key"))
    with pytest.raises(SettingsError, match=r"^VNEID_SECRET_KEY_FILE names a file that can't be"):
        load_settings()


@pytest.mark.parametrize("content", ["", "\n", " \r\n\t\n", "\u00a0"])
@pytest.mark.parametrize("name", ["twilio_auth_token", "rest_token", "telegram_secret"])
def test_file_that_holds_nothing_is_named_with_its_variable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, content: str
):
    path, variable = tmp_path / "given", f"{PREFIX}{name.upper()}_FILE"
    path.write_text(content, encoding="utf-8")
    monkeypatch.setenv(variable, str(path))
    with pytest.raises(SettingsError, match=f"^{variable} names {path}, which holds nothing"):
        load_settings()


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\r\n"])
def test_line_breaks_at_the_end_of_a_file_are_no_part_of_the_secret(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, end: str
):
    (tmp_path / "token").write_bytes(f" tok en {end}".encode())
    monkeypatch.setenv("VNEID_TWILIO_AUTH_TOKEN_FILE", str(tmp_path / "token"))
    token = load_settings().twilio_auth_token
    assert token is not None
    assert token.get_secret_value() == " tok en "


@pytest.mark.parametrize("speed", ["fast-" + SECRET, "0", "-1", "nan", "inf"])
def test_fault_names_the_variable_and_never_the_value(monkeypatch: pytest.MonkeyPatch, speed: str):
    monkeypatch.setenv("VNEID_CLOCK_SPEED", speed)
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert str(raised.value).startswith("VNEID_CLOCK_SPEED: ")
    assert SECRET not in str(raised.value)


def test_secrets_are_not_shown_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch):
    for name in ("VNEID_SECRET_KEY", "VNEID_REST_TOKEN", "VNEID_DATABASE_URL"):
        monkeypatch.setenv(name, SECRET)
    settings = load_settings()
    assert SECRET not in f"{settings!r} {settings}"
    assert SECRET not in settings.model_dump_json()


def test_settings_are_never_changed():
    with pytest.raises(ValueError, match="frozen"):
        load_settings().clock = "-1d"


def test_own_database_stands_below_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("VNEID_DATA_DIR", "kept")
    assert load_settings().embedded_database_dir == tmp_path / "kept" / "postgres"
