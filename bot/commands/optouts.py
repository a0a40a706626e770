"""`vneid-bot optouts`: refuse or allow messages to a number for a citizen who asked an officer."""

import asyncio
from typing import Annotated

import typer
from rich.console import Console

from bot.bootstrap import running_database
from bot.channels.sms.phones import mask_phone, read_phone
from bot.clock import real_now
from bot.errors import SettingsError
from bot.messages import ChannelName
from bot.services.addresses import Addresses
from bot.settings import load_settings, require_key
from storage import keys, optouts, schema
from storage.database import Database

app = typer.Typer(no_args_is_help=True)

Phone = Annotated[str, typer.Option(help="The citizen's number.")]
Officer = Annotated[str, typer.Option(help="Who takes it down.")]
Why = Annotated[str, typer.Option("--proof", help="How they asked: call, letter, at the desk.")]


@app.callback()
def commands() -> None:
    """Refuse or allow messages to a number for a citizen who asked an officer."""


@app.command()
def add(phone: Phone, officer: Officer, proof: Why) -> None:
    """Send nothing but answers to a number from now on.

    For example:  vneid-bot optouts add --phone "0912 345 678" --officer lan --proof "call, 9:10"
    """
    _decide(phone, f"{officer}: {proof}", is_end=False)


@app.command()
def end(phone: Phone, officer: Officer, proof: Why) -> None:
    """Let messages go to a number again.

    For example:  vneid-bot optouts end --phone 0912345678 --officer lan --proof "call, 9:30"
    """
    _decide(phone, f"{officer}: {proof}", is_end=True)


def _decide(written: str, proof: str, *, is_end: bool) -> None:
    phone = read_phone(written)
    if phone.e164 is None:
        raise SettingsError(f"that is no phone number ({phone.verdict.value}); write 0912 345 678")
    settings = load_settings()
    key = require_key(settings.encryption_key, "VNEID_ENCRYPTION_KEY")
    with running_database(settings) as url:
        schema.upgrade(url)
        addresses = Addresses(keys.open_cipher(url, key))
        is_news = asyncio.run(_keep(url, addresses, phone.e164, proof, is_end=is_end))
    done = "gets messages again" if is_end else "gets nothing but answers"
    note = "" if is_news else " (as before)"
    Console().print(f"{mask_phone(phone.e164)} {done}{note}", highlight=False)


async def _keep(url: str, addresses: Addresses, e164: str, proof: str, *, is_end: bool) -> bool:
    database = Database(url)
    known = addresses.know(ChannelName.SMS, e164)
    decided = optouts.Proof(real_now(), optouts.OFFICER, proof)
    keep = optouts.end_for if is_end else optouts.add_for
    try:
        async with database.transaction() as connection:
            return await keep(connection, ChannelName.SMS.value, known.sender_id, decided)
    finally:
        await database.dispose()
