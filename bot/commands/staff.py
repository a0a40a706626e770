"""`vneid-bot staff`: add those who work in the console, reset them, list them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import pyotp
import segno
import typer
from rich.console import Console
from rich.table import Table

from bot.bootstrap import running_database
from bot.clock import real_now
from bot.errors import SettingsError
from bot.services.keys import make_cipher, require_encryption_key
from bot.services.roles import Role
from bot.services.staff import Credentials, Staff, checked_login, make_credentials
from bot.settings import load_settings
from storage import schema
from storage.database import Database

app = typer.Typer(no_args_is_help=True)
Result = TypeVar("Result")


@app.callback()
def staff() -> None:
    """Add, reset and list those who work in the console."""


@app.command()
def add(
    login: Annotated[str, typer.Argument(help="Such as officer.3.")],
    name: Annotated[str, typer.Option(help="As colleagues see it.")],
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.OFFICER,
) -> None:
    """Add somebody and print their credentials, once.

    For example:  vneid-bot staff add supervisor --name "Supervisor" --role supervisor
    """
    credentials = make_credentials(checked_login(login))
    if not _run(lambda staff: staff.add(credentials, name, role)):
        raise SettingsError(f"the login {login} is taken; see vneid-bot staff list")
    _show(credentials)


@app.command()
def reset(login: Annotated[str, typer.Argument(help="Who lost password or phone.")]) -> None:
    """Give somebody a new password, authenticator and recovery codes; ends their sessions.

    For example:  vneid-bot staff reset officer.3
    """
    credentials = make_credentials(checked_login(login))
    if not _run(lambda staff: staff.reset(credentials)):
        raise SettingsError(f"there is no {login}; see vneid-bot staff list")
    _show(credentials)


@app.command()
def code(secret: Annotated[str, typer.Argument(help="Authenticator secret.")]) -> None:
    """Print the code that an authenticator app shows now, for who has none at hand.

    For example:  vneid-bot staff code DEMODEMODEMODEMODEMODEMODEMODEMO
    """
    try:
        typer.echo(pyotp.TOTP(secret).now())
    except ValueError as error:
        raise SettingsError("this is no authenticator secret: letters A-Z and 2-7 only") from error


@app.command(name="list")
def list_() -> None:
    """List everybody with their roles.

    For example:  vneid-bot staff list
    """
    table = Table()
    for column in ("login", "name", "role", "may sign in"):
        table.add_column(column)
    for one in _run(lambda staff: staff.everybody()):
        table.add_row(one.login, one.name, one.role, "yes" if one.is_active else "no")
    Console().print(table)


def _run(act: Callable[[Staff], Awaitable[Result]]) -> Result:
    settings = load_settings()
    require_encryption_key(settings)

    async def run(url: str) -> Result:
        database = Database(url)
        try:
            return await act(Staff(database, make_cipher(settings, url), real_now))
        finally:
            await database.dispose()

    with running_database(settings) as url:
        schema.upgrade(url)
        return asyncio.run(run(url))


def _show(credentials: Credentials) -> None:
    console = Console(highlight=False)
    console.print(f"Login      {credentials.login}")
    console.print(f"Password   {credentials.password}")
    console.print(f"Authenticator   {credentials.otpauth_uri}", soft_wrap=True)
    segno.make(credentials.otpauth_uri, error="m").terminal(compact=True)
    console.print("Recovery codes, each good once:")
    for code in credentials.recovery_codes:
        console.print(f"  {code}")
    console.print("Shown only now: the database keeps digests of password and codes.", style="dim")
