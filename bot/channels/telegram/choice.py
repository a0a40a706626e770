"""The Telegram bot that the settings switch on."""

from bot.channels.telegram.bot_api import TelegramBot, make_bot
from bot.errors import SettingsError
from bot.settings import Settings


def make_telegram_bot(settings: Settings) -> TelegramBot:
    """Build the Telegram bot.

    Raises:
        SettingsError: it has no token.
    """
    if settings.telegram_token is None:
        raise SettingsError("VNEID_TELEGRAM_TOKEN is not set; @BotFather on Telegram gives one")
    return make_bot(settings.telegram_token.get_secret_value(), settings.telegram_api_url)
