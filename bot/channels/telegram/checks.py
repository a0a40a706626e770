"""Asks Telegram who the bot is and how its messages come in."""

from datetime import UTC, datetime, timedelta

from telegram import WebhookInfo
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.channels.finding import Finding
from bot.channels.telegram.bot_api import UPDATE_KINDS, TelegramBot
from bot.channels.telegram.webhook import PATH

MANY_WAITING = 100
ERROR_IS_RECENT = timedelta(hours=1)
_REFUSED = "401"


async def check_bot(bot: TelegramBot) -> Finding:
    """Say whether Telegram knows the token, and whose it is."""
    try:
        me = await bot.get_me()
    except InvalidToken:
        advice = "Compare VNEID_TELEGRAM_TOKEN with @BotFather's (/mybots, API Token)."
        return Finding("Telegram does not know the token", advice)
    except TelegramError as error:
        return _unreachable(error)
    return Finding(f"signed in as @{me.username}")


async def check_way_in(bot: TelegramBot, public_url: str, now: datetime) -> Finding:
    """Say whether messages reach us: by webhook at our address, or by polling.

    Args:
        bot: ours.
        public_url: where Telegram reaches the service.
        now: real time.
    """
    try:
        info = await bot.get_webhook_info()
    except TelegramError as error:
        return _unreachable(error)
    if not info.url:
        return _polled(info)
    wanted = public_url.rstrip("/") + PATH
    if info.url != wanted:
        advice = f"Telegram should send to {wanted}: set VNEID_PUBLIC_URL, run `telegram setup`."
        return Finding(f"the webhook is {info.url}", advice)
    return _webhook(info, now)


def _polled(info: WebhookInfo) -> Finding:
    waiting = info.pending_update_count
    found = f"no webhook, {waiting} messages wait to be polled"
    if waiting:
        advice = "Run `vneid-bot telegram poll`, or `telegram setup` for the webhook."
        return Finding(found, advice, is_doubtful=True)
    return Finding(found)


def _webhook(info: WebhookInfo, now: datetime) -> Finding:
    waiting = info.pending_update_count
    found = f"webhook at our address, {waiting} messages wait"
    failed_at = info.last_error_date
    if failed_at is not None and now - failed_at.astimezone(UTC) < ERROR_IS_RECENT:
        words = info.last_error_message or "no reason given"
        found += f"; at {failed_at:%H:%M} UTC Telegram was told: {words}"
        return Finding(found, _advice_on(words), is_doubtful=not waiting)
    missing = set(UPDATE_KINDS) - set(info.allowed_updates or UPDATE_KINDS)
    if missing:
        advice = "Run `vneid-bot telegram setup`: it asks for them."
        return Finding(f"Telegram keeps {', '.join(sorted(missing))} to itself", advice)
    if waiting >= MANY_WAITING:
        return Finding(found, "Run more `vneid-bot serve` processes.", is_doubtful=True)
    return Finding(found)


def _advice_on(words: str) -> str:
    if _REFUSED in words:
        return "Secrets differ: `vneid-bot telegram setup` with web's VNEID_TELEGRAM_SECRET."
    if "SSL" in words or "certificate" in words.lower():
        return "Put the proxy's certificate right; Telegram wants the whole chain."
    return "Let the proxy pass /webhooks/ on to `vneid-bot serve`, and look at its log."


def _unreachable(error: TelegramError) -> Finding:
    if isinstance(error, NetworkError):
        return Finding(type(error).__name__, "Let this machine reach Telegram (or the API's URL).")
    return Finding(f"Telegram answers {error.message}", "Try again; look at Telegram's status.")
