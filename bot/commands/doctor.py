"""`vneid-bot doctor`: check the installation and say what to do."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.bootstrap import running_database
from bot.channels.finding import Finding
from bot.channels.sms.checks import check_account, check_webhook
from bot.channels.sms.choice import find_account
from bot.channels.sms.twilio import TwilioAccount
from bot.channels.telegram.bot_api import TelegramBot
from bot.channels.telegram.checks import check_bot, check_way_in
from bot.channels.telegram.choice import make_telegram_bot
from bot.clock import make_clock, real_now
from bot.errors import SettingsError
from bot.observability.checkup import Check, Grade, Result, examine
from bot.observability.database_checks import DatabaseChecks
from bot.settings import Settings, load_settings
from storage import keys
from storage.database import Database
from storage.errors import StorageError

app = typer.Typer()

COLOURS = {Grade.GOOD: "green", Grade.OFF: "dim", Grade.DOUBT: "yellow", Grade.BAD: "red"}


@app.command()
def doctor(
    only: Annotated[str | None, typer.Option(help="One check by its name.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Check database, key, clocks, queue and channels; ends with 1 if something is bad.

    For example:  vneid-bot doctor   or   vneid-bot doctor --only=sms_webhook --json
    """
    settings = load_settings()
    with running_database(settings) as url:
        results = asyncio.run(_examine(settings, url, only))
    if as_json:
        print(json.dumps({name: asdict(one) for name, one in results.items()}))  # noqa: T201
    else:
        Console().print(_table(results))
    if any(one.grade is Grade.BAD for one in results.values()):
        sys.exit(1)


async def _examine(settings: Settings, url: str, only: str | None) -> Mapping[str, Result]:
    database = Database(url)
    checks = _checks(settings, url, database)
    if only is not None and only not in checks:
        raise SettingsError(f"there is no check '{only}'; choose from {', '.join(checks)}")
    try:
        return await examine({only: checks[only]} if only else checks)
    finally:
        await database.dispose()


def _checks(settings: Settings, url: str, database: Database) -> dict[str, Check]:
    rows = DatabaseChecks(database, real_now)

    async def key() -> Result:
        if settings.encryption_key is None:
            return Result(Grade.OFF, "none; needed as soon as a channel sends messages")
        try:
            keys.open_cipher(url, settings.encryption_key.get_secret_value())
        except StorageError as error:
            return Result(Grade.BAD, "not the key of this database", str(error))
        return Result(Grade.GOOD, "the rows open with it")

    async def business_time() -> Result:
        clock = make_clock(settings.clock, settings.clock_speed, real_now())
        found = f"{clock.now():%Y-%m-%d %H:%M} UTC"
        if settings.clock:
            return Result(Grade.DOUBT, found, "For citizens leave VNEID_CLOCK empty.")
        return Result(Grade.GOOD, found)

    return {
        "database": rows.database,
        "key": key,
        "clock": rows.clock,
        "business_time": business_time,
        "queue": rows.queue,
        "sms_account": lambda: _of_sms(settings, check_account),
        "sms_webhook": lambda: _of_sms(settings, check_webhook),
        "telegram_bot": lambda: _of_telegram(settings, check_bot),
        "telegram_way_in": lambda: _of_telegram(
            settings, lambda bot: check_way_in(bot, settings.public_url, real_now())
        ),
    }


async def _of_sms(
    settings: Settings, check: Callable[[TwilioAccount], Awaitable[Finding]]
) -> Result:
    account = find_account(settings)
    if account is None:
        return Result(Grade.OFF, "text messages are not switched on")
    return _result(await check(account))


async def _of_telegram(
    settings: Settings, check: Callable[[TelegramBot], Awaitable[Finding]]
) -> Result:
    if settings.telegram_token is None:
        return Result(Grade.OFF, "Telegram is not switched on")
    bot = make_telegram_bot(settings)
    try:
        return _result(await check(bot))
    finally:
        await bot.disconnect()


def _result(finding: Finding) -> Result:
    grade = Grade.BAD if finding.advice else Grade.GOOD
    return Result(Grade.DOUBT if finding.is_doubtful else grade, finding.found, finding.advice)


def _table(results: Mapping[str, Result]) -> Table:
    table = Table("check", "", "found", "what to do")
    for name, one in results.items():
        grade = f"[{COLOURS[one.grade]}]{one.grade.value}[/]"
        table.add_row(name, grade, one.found, one.advice)
    return table
