"""What the settings' keys open: long enough, or refused with one that is."""

from bot.settings import Settings, require_key
from storage import keys
from storage.crypto import Cipher


def make_cipher(settings: Settings, database_url: str) -> Cipher:
    """Return what seals addresses in a migrated database.

    Without a key nothing can be opened after a restart, which does no harm as long as every
    channel's messages are fetched.

    Raises:
        SettingsError: the key is too short, or a channel needs one.
        WrongKey: the database was written with another.
    """
    pushes = settings.twilio_account_sid or settings.telegram_token
    if settings.encryption_key is None and not pushes:
        return Cipher.throwaway()
    return keys.open_cipher(database_url, require_encryption_key(settings))


def require_encryption_key(settings: Settings) -> str:
    """Return the key that seals addresses.

    Raises:
        SettingsError: there is none, or it is too short.
    """
    return require_key(settings.encryption_key, "VNEID_ENCRYPTION_KEY")


def require_secret_key(settings: Settings) -> str:
    """Return the key that signs cookies.

    Raises:
        SettingsError: there is none, or it is too short.
    """
    return require_key(settings.secret_key, "VNEID_SECRET_KEY")
