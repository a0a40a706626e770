"""The keys that the settings give: long enough, or refused with one that is."""

import secrets

from bot.errors import SettingsError
from bot.settings import Settings
from storage.crypto import Cipher

LEAST_KEY_CHARACTERS = 32


def make_cipher(settings: Settings) -> Cipher:
    """Return what seals addresses.

    Without a key nothing can be opened after a restart, which does no harm as long as every
    channel's messages are fetched.

    Raises:
        SettingsError: the key is too short, or a channel needs one.
    """
    if settings.encryption_key is None:
        if settings.twilio_account_sid or settings.telegram_token:
            raise SettingsError(_key_hint("VNEID_ENCRYPTION_KEY"))
        return Cipher.throwaway()
    key = settings.encryption_key.get_secret_value()
    if len(key) < LEAST_KEY_CHARACTERS:
        raise SettingsError(_key_hint("VNEID_ENCRYPTION_KEY"))
    return Cipher(key)


def require_secret_key(settings: Settings) -> str:
    """Return the key that signs cookies.

    Raises:
        SettingsError: there is none, or it is too short.
    """
    key = settings.secret_key.get_secret_value() if settings.secret_key else ""
    if len(key) < LEAST_KEY_CHARACTERS:
        raise SettingsError(_key_hint("VNEID_SECRET_KEY"))
    return key


def _key_hint(name: str) -> str:
    example = secrets.token_urlsafe(LEAST_KEY_CHARACTERS)
    return f"{name} must have at least {LEAST_KEY_CHARACTERS} characters, such as: {example}"
