"""`vneid-bot telegram`: tell Telegram about the bot, or fetch its messages."""

import asyncio
import signal
from typing import Annotated

import typer
from telegram.error import TelegramError

from bot.bootstrap import make_core, running_database
from bot.channels.telegram import setup
from bot.channels.telegram.bot_api import TelegramBot
from bot.channels.telegram.choice import make_telegram_bot
from bot.channels.telegram.commands import COMMANDS
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.polling import Poller
from bot.channels.telegram.setup import Profile
from bot.channels.telegram.webhook import require_secret
from bot.clock import real_now
from bot.commands.stopping import run_until_stopped
from bot.content.catalogue import Catalogue, load_catalogue
from bot.errors import SettingsError
from bot.messages import Language
from bot.observability import logs
from bot.services.keys import require_encryption_key
from bot.services.opt_outs import OptOuts
from bot.services.shown_buttons import ShownButtons
from bot.settings import Settings, load_settings
from storage import schema

app = typer.Typer(no_args_is_help=True, help="Tell Telegram about the bot, or fetch its messages.")


@app.command("setup")
def set_up(
    webhook: Annotated[
        bool, typer.Option(help="Have messages sent to VNEID_PUBLIC_URL; without it, polled.")
    ] = True,
) -> None:
    """Set the webhook, the commands and the profile texts; running it twice changes nothing.

    For example:  VNEID_PUBLIC_URL=https://hoidap.example.vn vneid-bot telegram setup
    """
    settings = load_settings()
    logs.configure("ERROR")
    asyncio.run(_set_up(settings, webhook=webhook))


async def _set_up(settings: Settings, *, webhook: bool) -> None:
    bot = make_telegram_bot(settings)
    try:
        me = await bot.get_me()
        typer.echo(f"bot: @{me.username}")
        typer.echo(await _set_way_in(bot, settings, webhook=webhook))
        async for line in setup.describe(bot, _profiles(load_catalogue())):
            typer.echo(line)
    except TelegramError as error:
        raise SettingsError(f"Telegram refused: {error}; check VNEID_TELEGRAM_TOKEN") from error
    finally:
        await bot.disconnect()


async def _set_way_in(bot: TelegramBot, settings: Settings, *, webhook: bool) -> str:
    if not webhook:
        dropped = await setup.drop_webhook(bot)
        return "webhook: dropped" if dropped else "webhook: none, as before"
    given = settings.telegram_secret
    secret = require_secret(given.get_secret_value() if given else None)
    if not settings.public_url.startswith("https://") and settings.telegram_api_url is None:
        raise SettingsError(
            "Telegram sends to https addresses only: set VNEID_PUBLIC_URL to one, or use "
            "`vneid-bot telegram setup --no-webhook` and `vneid-bot telegram poll`"
        )
    return f"webhook: {await setup.set_webhook(bot, settings.public_url, secret)}"


def _profiles(catalogue: Catalogue) -> dict[Language, Profile]:
    """Return what the Telegram bot is shown as, in each language."""

    def text(language: Language, response: str) -> str:
        return catalogue.responses[language][response].variations[0].text

    return {
        language: Profile(
            commands={name: text(language, f"utter_command_{name}") for name in COMMANDS},
            about=text(language, "utter_profile_about"),
            short=text(language, "utter_profile_short"),
        )
        for language in Language
    }


@app.command()
def poll() -> None:
    """Fetch messages from Telegram and answer them; needs no public address.

    A worker beside it sends again what Telegram asks to be sent later.

    For example:  VNEID_TELEGRAM_TOKEN=… vneid-bot telegram poll
    """
    settings = load_settings()
    logs.configure(settings.log_level.upper())
    make_telegram_bot(settings)  # these say what is missing before the database starts
    require_encryption_key(settings)
    with running_database(settings) as url:
        schema.upgrade(url)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        run_until_stopped(_poll(settings, url))


async def _poll(settings: Settings, url: str) -> None:
    core = make_core(settings, url)
    bot = core.telegram_bot or make_telegram_bot(settings)
    try:
        intake = Intake(
            bot,
            core.turns,
            core.dispatch,
            ShownButtons(core.database, core.addresses),
            OptOuts(core.database, core.addresses, real_now),
        )
        await Poller(bot, intake).run()
    finally:
        await core.dispatch.finish()
        await core.stop()
