"""Which provider of text messages the settings name."""

from collections.abc import Callable
from datetime import datetime

from bot.channels.sms.console import ConsoleSender
from bot.channels.sms.twilio import TwilioAccount, TwilioSender
from bot.errors import SettingsError
from bot.messages import ChannelName
from bot.settings import Settings
from storage import delivery_receipts
from storage.database import Database

Provider = TwilioSender | ConsoleSender


def find_account(settings: Settings) -> TwilioAccount | None:
    """Return the account at Twilio; None: there is none.

    Raises:
        SettingsError: a part of it is missing.
    """
    sid, token, sender = (
        settings.twilio_account_sid,
        settings.twilio_auth_token,
        settings.twilio_sender,
    )
    if sid is None and token is None and sender is None:
        return None
    if not sid or not token or not sender:
        raise SettingsError(
            "text messages need all of VNEID_TWILIO_ACCOUNT_SID, VNEID_TWILIO_AUTH_TOKEN and "
            "VNEID_TWILIO_SENDER; leave all three out to do without"
        )
    return TwilioAccount(
        account_sid=sid,
        auth_token=token.get_secret_value(),
        sender=sender,
        public_url=settings.public_url,
        api_url=settings.twilio_api_url,
        with_marks=settings.sms_diacritics,
    )


def make_provider(
    settings: Settings, database: Database, real_now: Callable[[], datetime]
) -> Provider | None:
    """Return the sender of text messages; None: the channel is off.

    Raises:
        SettingsError: a part of the account is missing.
    """
    account = find_account(settings)
    if account is not None:

        async def known(provider_ids: list[str]) -> frozenset[str]:
            async with database.transaction() as connection:
                return await delivery_receipts.list_known_ids(
                    connection, ChannelName.SMS.value, provider_ids
                )

        return TwilioSender(account, known)
    if settings.sms_console:
        return ConsoleSender(database, real_now, with_marks=settings.sms_diacritics)
    return None
