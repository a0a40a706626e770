"""`vneid-bot optouts`: refuse or allow messages for a citizen who asked an officer."""

import asyncio
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.console import Console

from bot.bootstrap import running_database
from bot.channels.sms.phones import mask_phone, read_phone
from bot.clock import real_now
from bot.conversation.desk_work import screen
from bot.errors import SettingsError
from bot.messages import ChannelName
from bot.services.addresses import Addresses
from bot.services.tickets.numbers import id_of, number_of
from bot.settings import load_settings, require_key
from storage import keys, optouts, schema, tickets
from storage.database import Connection, Database

app = typer.Typer(no_args_is_help=True)

Officer = Annotated[str, typer.Option(help="Who takes it down.")]
Why = Annotated[str, typer.Option("--proof", help="How they asked: call, letter, at the desk.")]
Phone = Annotated[str | None, typer.Option(help="The citizen's number; for text messages.")]
Ticket = Annotated[str | None, typer.Option(help="A ticket of the citizen's, such as 1042-7.")]
Channel = Annotated[
    ChannelName | None,
    typer.Option(help="With a ticket: another channel that they have joined; else the ticket's."),
]


@app.callback()
def commands() -> None:
    """Refuse or allow messages for a citizen who asked an officer."""


@app.command()
def add(
    officer: Officer,
    proof: Why,
    phone: Phone = None,
    ticket: Ticket = None,
    channel: Channel = None,
) -> None:
    """Send a citizen nothing but answers from now on.

    For example:  vneid-bot optouts add --phone "0912 345 678" --officer lan --proof "call, 9:10"
                  vneid-bot optouts add --ticket 1042-7 --officer lan --proof "asked in chat"
    """
    _decide(_Named(phone, ticket, channel), screen(f"{officer}: {proof}").text, is_end=False)


@app.command()
def end(
    officer: Officer,
    proof: Why,
    phone: Phone = None,
    ticket: Ticket = None,
    channel: Channel = None,
) -> None:
    """Let messages go to a citizen again.

    For example:  vneid-bot optouts end --phone 0912345678 --officer lan --proof "call, 9:30"
                  vneid-bot optouts end --ticket 1042-7 --officer lan --proof "asked in chat"
    """
    _decide(_Named(phone, ticket, channel), screen(f"{officer}: {proof}").text, is_end=True)


@dataclass(frozen=True, slots=True)
class _Named:
    """A citizen as the officer names them."""

    phone: str | None
    ticket: str | None
    channel: ChannelName | None


def _decide(named: _Named, proof: str, *, is_end: bool) -> None:
    if (named.phone is None) == (named.ticket is None):
        raise SettingsError("name the citizen by --phone or by --ticket, one of them")
    settings = load_settings()
    phone = _number(named) if named.phone else None
    key = require_key(settings.encryption_key, "VNEID_ENCRYPTION_KEY") if phone else None
    decided = optouts.Proof(real_now(), optouts.OFFICER, proof)
    with running_database(settings) as url:
        schema.upgrade(url)
        if phone and key:
            addresses = Addresses(keys.open_cipher(url, key))
            sender_id = addresses.know(ChannelName.SMS, phone).sender_id
            is_news = asyncio.run(_keep_number(url, sender_id, decided, is_end=is_end))
            shown = mask_phone(phone)
        else:
            is_news, shown = asyncio.run(_keep_ticket(url, named, decided, is_end=is_end))
    done = "gets messages again" if is_end else "gets nothing but answers"
    note = "" if is_news else " (as before)"
    Console().print(f"{shown} {done}{note}", highlight=False)


def _number(named: _Named) -> str:
    if named.channel not in {None, ChannelName.SMS}:
        raise SettingsError(f"a number has no {named.channel}; name the citizen by --ticket")
    phone = read_phone(named.phone or "")
    if phone.e164 is None:
        raise SettingsError(f"that is no phone number ({phone.verdict.value}); write 0912 345 678")
    return phone.e164


async def _keep_number(url: str, sender_id: str, decided: optouts.Proof, *, is_end: bool) -> bool:
    database = Database(url)
    keep = optouts.end_for if is_end else optouts.add_address
    try:
        async with database.transaction() as connection:
            return await keep(connection, ChannelName.SMS.value, sender_id, decided)
    finally:
        await database.dispose()


async def _keep_ticket(
    url: str, named: _Named, decided: optouts.Proof, *, is_end: bool
) -> tuple[bool, str]:
    database = Database(url)
    keep = optouts.end if is_end else optouts.add
    try:
        async with database.transaction() as connection:
            conversation_id, shown = await _find(connection, named)
            return await keep(connection, conversation_id, decided), shown
    finally:
        await database.dispose()


async def _find(connection: Connection, named: _Named) -> tuple[int, str]:
    """Return the conversation that a ticket and a channel name, and how it is called."""
    ticket_id = id_of(named.ticket or "")
    ticket = None if ticket_id is None else await tickets.find(connection, ticket_id)
    if ticket is None:
        raise SettingsError(f"there is no ticket {named.ticket}; see vneid-bot tickets list")
    ways = await optouts.list_ways(connection, [ticket.conversation_id])
    own = {ticket.channel: ticket.conversation_id}
    known = {one.channel: one.conversation_id for one in ways} | own
    channel = named.channel.value if named.channel else ticket.channel
    if channel not in known:
        here = ", ".join(sorted(known))
        raise SettingsError(f"whoever wrote ticket {named.ticket} is known on {here} only")
    return known[channel], f"ticket {number_of(ticket.id)} on {channel}"
