"""Tells Telegram what the bot is: webhook, commands and profile, in both languages."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from telegram import Bot, BotCommand

from bot.channels.telegram.bot_api import UPDATE_KINDS
from bot.channels.telegram.webhook import PATH
from bot.messages import Language

CONNECTIONS = 40
"""So many updates Telegram hands over at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a bot is shown as in one language.

    Attributes:
        commands: what each command is said to do, in the order of the menu.
        about: shown before the first message; at most 512 characters.
        short: shown on the profile page; at most 120 characters.
    """

    commands: Mapping[str, str]
    about: str
    short: str


async def set_webhook(bot: Bot, public_url: str, secret: str) -> str:
    """Have updates sent to us, waiting ones included; return the address.

    It is set anew each time: nobody can read back which secret Telegram knows.
    """
    address = public_url.rstrip("/") + PATH
    await bot.set_webhook(
        address, secret_token=secret, allowed_updates=UPDATE_KINDS, max_connections=CONNECTIONS
    )
    return address


async def drop_webhook(bot: Bot) -> bool:
    """Have updates wait to be polled; False: they did so already."""
    if not (await bot.get_webhook_info()).url:
        return False
    await bot.delete_webhook()
    return True


async def describe(bot: Bot, profiles: Mapping[Language, Profile]) -> AsyncIterator[str]:
    """Set what differs from the profiles, and yield a line on each thing.

    Vietnamese is also what is shown to readers of other languages.
    """
    shown = [(None, profiles[Language.VI]), *profiles.items()]
    for language, profile in shown:
        code = language.value if language else None
        for thing, is_changed in (
            ("commands", await _set_commands(bot, profile, code)),
            ("description", await _set_about(bot, profile, code)),
            ("short description", await _set_short(bot, profile, code)),
        ):
            yield f"{thing} ({code or 'other languages'}): {'set' if is_changed else 'unchanged'}"


async def _set_commands(bot: Bot, profile: Profile, code: str | None) -> bool:
    wanted = [BotCommand(name, text) for name, text in profile.commands.items()]
    if list(await bot.get_my_commands(language_code=code)) == wanted:
        return False
    await bot.set_my_commands(wanted, language_code=code)
    return True


async def _set_about(bot: Bot, profile: Profile, code: str | None) -> bool:
    if (await bot.get_my_description(language_code=code)).description == profile.about:
        return False
    await bot.set_my_description(profile.about, language_code=code)
    return True


async def _set_short(bot: Bot, profile: Profile, code: str | None) -> bool:
    now = await bot.get_my_short_description(language_code=code)
    if now.short_description == profile.short:
        return False
    await bot.set_my_short_description(profile.short, language_code=code)
    return True
