"""The keys that the settings give, checked before anything is signed or sealed with them."""

import secrets

from pydantic import SecretStr

from bot.errors import SettingsError
from bot.settings import Settings
from storage.crypto import Cipher

LEAST_KEY_CHARACTERS = 32


def require_secret_key(settings: Settings) -> str:
    """Return the key that signs cookies.

    Raises:
        SettingsError: there is none, or it is too short.
    """
    return _require_key(settings.secret_key, "VNEID_SECRET_KEY")


def require_encryption_key(settings: Settings) -> str:
    """Return the key that seals values in the database.

    Raises:
        SettingsError: there is none, or it is too short.
    """
    return _require_key(settings.encryption_key, "VNEID_ENCRYPTION_KEY")


def make_cipher(settings: Settings) -> Cipher:
    """Return what seals addresses and the secrets of authenticator apps.

    Without a key nothing can be opened after a restart, which does no harm as long as every
    channel's messages are fetched.

    Raises:
        SettingsError: the key is too short, or a channel needs one.
    """
    if settings.encryption_key is None and settings.twilio_account_sid is None:
        return Cipher.throwaway()
    return Cipher(require_encryption_key(settings))


def _require_key(setting: SecretStr | None, variable: str) -> str:
    key = setting.get_secret_value() if setting else ""
    if len(key) < LEAST_KEY_CHARACTERS:
        example = secrets.token_urlsafe(LEAST_KEY_CHARACTERS)
        raise SettingsError(
            f"{variable} must have at least {LEAST_KEY_CHARACTERS} characters, such as: {example}"
        )
    return key
