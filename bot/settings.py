"""Every setting, read from the environment or `.env`; the README's table is tested against it."""

import os
import secrets
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.errors import SettingsError

PREFIX = "VNEID_"
LEAST_KEY_CHARACTERS = 32


class SecretFiles(PydanticBaseSettingsSource):
    """Reads a setting from the file that `<NAME>_FILE` names, as container secrets are given."""

    def get_field_value(
        self,
        field: FieldInfo,  # noqa: ARG002 - the base class wants it
        field_name: str,
    ) -> tuple[str | None, str, bool]:
        """Return the content of the file without line breaks at its end; None: no such variable.

        Raises:
            SettingsError: the file can't be read or is empty; an empty variable is passed over,
                but who names a file means it to hold something.
        """
        variable = f"{PREFIX}{field_name.upper()}_FILE"
        path = os.environ.get(variable)
        if path is None:
            return None, field_name, False
        try:
            content = Path(path).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"{variable} names a file that can't be read: {error}") from error
        if not content.strip():
            raise SettingsError(f"{variable} names {path}, which holds nothing")
        return content, field_name, False

    def __call__(self) -> dict[str, Any]:
        """Return the values of all settings that are given as files."""
        fields = self.settings_cls.model_fields.items()
        found = {name: self.get_field_value(field, name)[0] for name, field in fields}
        return {name: value for name, value in found.items() if value is not None}


class Settings(BaseSettings):
    """All settings; the description of each stands in the README."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    database_url: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("VNEID_DATABASE_URL", "DATABASE_URL", "database_url"),
        description="PostgreSQL 15 or newer; none: a PostgreSQL of our own below VNEID_DATA_DIR",
    )
    data_dir: Path = Field(
        default=Path("var"), description="Folder of the trained model and the own PostgreSQL"
    )
    public_url: str = Field(
        default="http://127.0.0.1:8080",
        description="Address under which citizens reach the service",
    )
    clock: str = Field(
        default="",
        description="Business time: an offset such as -880d, or a start such as 2024-06-10",
    )
    clock_speed: float = Field(
        default=1.0,
        gt=0,
        allow_inf_nan=False,
        description="Seconds of business time that pass in a second",
    )
    rest_token: SecretStr | None = Field(
        default=None, description="Token of the REST channel, as Bearer or ?token="
    )
    telegram_token: SecretStr | None = Field(
        default=None, description="Token of the Telegram bot, from @BotFather; none: no Telegram"
    )
    telegram_secret: SecretStr | None = Field(
        default=None,
        description="What Telegram sends with each message; 16 to 256 letters, digits, _ or -",
    )
    telegram_api_url: str | None = Field(
        default=None, description="Another Bot API server; none: https://api.telegram.org"
    )
    telegram_per_second: float = Field(
        default=30.0,
        gt=0,
        allow_inf_nan=False,
        description="Telegram messages a second that a process sends; bots get 30 unpaid",
    )
    secret_key: SecretStr | None = Field(
        default=None, description="Signs the chat page's cookie; at least 32 characters"
    )
    encryption_key: SecretStr | None = Field(
        default=None,
        description="Seals phone numbers, chat ids and tokens in rows; at least 32 characters",
    )
    portal_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^/?#@\s]+$",
        description="The portal that live checks ask, without a last slash; none: no live checks",
    )
    portal_public_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^/?#@\s]+$",
        description="Where citizens reach the portal, if not at VNEID_PORTAL_URL",
    )
    portal_client_secret: SecretStr | None = Field(
        default=None, description="What the service shows to the portal to be known"
    )
    new_encryption_key: SecretStr | None = Field(
        default=None, description="The next VNEID_ENCRYPTION_KEY, for vneid-bot db rotate-key"
    )
    twilio_account_sid: str | None = Field(
        default=None, description="Twilio account, AC and 32 characters; none: no text messages"
    )
    twilio_auth_token: SecretStr | None = Field(
        default=None, description="Twilio's token: signs in and checks its webhooks"
    )
    twilio_sender: str | None = Field(
        default=None,
        description="Sender: a number (+84…), a Messaging Service (MG…) or a brand name",
    )
    twilio_api_url: str = Field(
        default="https://api.twilio.com", description="Address of Twilio's API"
    )
    sms_console: bool = Field(
        default=False,
        description="Keep text messages in the database and send none, for trying out",
    )
    sms_diacritics: bool = Field(
        default=False,
        description="Text messages with marks, though they cost double and more",
    )
    sms_brand: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z0-9 .&-]{2,14}$",
        description="Whom reminders come from, as registered; none: none can be drafted",
    )
    sms_contact: str | None = Field(
        default=None,
        pattern=r"^[0-9 +.]{3,14}$",
        description="Number to call for help and for no more reminders; goes with VNEID_SMS_BRAND",
    )
    sms_per_second: float = Field(
        default=50.0,
        gt=0,
        allow_inf_nan=False,
        description="Text messages a second that the provider account takes",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="debug, info, warning or error"
    )

    @cached_property
    def embedded_database_dir(self) -> Path:
        """Folder of the own PostgreSQL."""
        return self.data_dir.resolve() / "postgres"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - replaced by SecretFiles
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read arguments first, then files named by …_FILE, the environment and `.env`."""
        return init_settings, SecretFiles(settings_cls), env_settings, dotenv_settings


def load_settings() -> Settings:
    """Read the settings.

    Raises:
        SettingsError: a value can't be used; the message names the variable, not its value.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        name = name if name.startswith((PREFIX, "DATABASE")) else PREFIX + name
        raise SettingsError(f"{name}: {first['msg']}") from error


def require_key(given: SecretStr | None, name: str) -> str:
    """Return a key that is long enough.

    Args:
        given: the setting.
        name: its variable, for the message.

    Raises:
        SettingsError: there is none, or it is too short.
    """
    key = given.get_secret_value() if given else ""
    if len(key) < LEAST_KEY_CHARACTERS:
        raise SettingsError(
            f"{name} must have at least {LEAST_KEY_CHARACTERS} characters, such as: "
            f"{secrets.token_urlsafe(LEAST_KEY_CHARACTERS)}"
        )
    return key
