"""`vneid-bot demo`: run everything on this machine, for trying it out."""

import os
import secrets
import socket
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated

import typer
from pydantic import SecretStr
from rich.console import Console
from rich.panel import Panel

from bot.bootstrap import running_database
from bot.bootstrap_web import make_application
from bot.clock import make_clock, pin, real_now
from bot.commands.children import running
from bot.commands.demo_staff import (
    PASSWORD,
    PEOPLE,
    TOTP_SECRET,
    ensure_staff,
    require_demos_own,
)
from bot.commands.dev import fill_if_empty
from bot.commands.serve import run
from bot.errors import SettingsError
from bot.observability import logs
from bot.settings import Settings, load_settings
from storage import schema

app = typer.Typer()

HOST = "127.0.0.1"
SYNTHETIC_TICKETS = 200


@app.command()
def demo(
    at: Annotated[str | None, typer.Option(help="Business time starts here, 2024-06-10.")] = None,
    speed: Annotated[float, typer.Option(help="Seconds of business time in a second.")] = 1.0,
    port: Annotated[int, typer.Option(help="Port of the web server.")] = 8080,
    portal_port: Annotated[int, typer.Option(help="Port of the simulated portal.")] = 8090,
) -> None:
    """Run everything on this machine, database included; Ctrl-C ends it.

    For example:  vneid-bot demo --at 2024-06-10
    """
    settings = load_settings()
    if at is not None:
        settings = settings.model_copy(update={"clock": pin(at, real_now()), "clock_speed": speed})
    settings = _for_demo(settings, f"http://{HOST}:{portal_port}")
    logs.configure("WARNING")
    _require_free(port)
    _require_free(portal_port)
    console = Console()
    with console.status("Starting the database…") as status, running_database(settings) as url:
        require_demos_own(url)
        schema.upgrade(url)
        status.update("Reading the content and the model…")
        ensure_staff(settings, url)
        clock = make_clock(settings.clock, settings.clock_speed, real_now())
        fill_if_empty(url, SYNTHETIC_TICKETS, clock.now(), days=30, live=0.15)
        application = make_application(
            settings, url, secret_key=_kept_key(settings, "secret_key"), insecure_rest=True
        )
        with (
            running(["portal", "--port", str(portal_port), *_portal_clock(at)], _of(settings)),
            running(["worker"], _environment(settings, url)),
            _polling(settings, url),
        ):
            status.stop()
            console.print(_addresses(port, portal_port, at, settings.telegram_token))
            run(application, HOST, port)
    console.print("Stopped. Nothing of it runs any more.", style="dim")


def _polling(settings: Settings, url: str) -> AbstractContextManager[object]:
    """Fetch Telegram's messages where there is a token; the child says if something hinders it."""
    if settings.telegram_token is None:
        return nullcontext()
    return running(["telegram", "poll"], _environment(settings, url))


def _portal_clock(at: str | None) -> list[str]:
    return ["--clock", at] if at else []


def _environment(settings: Settings, url: str) -> dict[str, str]:
    """Return what makes a child work on the same rows at the same time."""
    telegram = {
        "VNEID_TELEGRAM_TOKEN": settings.telegram_token,
        "VNEID_TELEGRAM_API_URL": settings.telegram_api_url,
    }
    return (
        _of(settings)
        | _plain(telegram)
        | {
            "VNEID_DATABASE_URL": url,
            "VNEID_DATA_DIR": str(settings.data_dir.resolve()),
            "VNEID_CLOCK": settings.clock,
            "VNEID_CLOCK_SPEED": str(settings.clock_speed),
            "VNEID_LOG_LEVEL": "warning",
            "VNEID_SMS_CONSOLE": str(settings.sms_console).lower(),
        }
    )


def _of(settings: Settings) -> dict[str, str]:
    """Return what portal and worker know of each other."""
    given = {
        "VNEID_PORTAL_URL": settings.portal_url,
        "VNEID_PORTAL_CLIENT_SECRET": settings.portal_client_secret,
        "VNEID_ENCRYPTION_KEY": settings.encryption_key,
    }
    return _plain(given)


def _plain(given: Mapping[str, str | SecretStr | None]) -> dict[str, str]:
    return {
        name: value.get_secret_value() if isinstance(value, SecretStr) else value
        for name, value in given.items()
        if value is not None
    }


def _for_demo(settings: Settings, portal_url: str) -> Settings:
    """Return the settings with the demo's own portal, keys and text messages."""
    return settings.model_copy(
        update={
            "portal_url": portal_url,
            "portal_client_secret": settings.portal_client_secret
            or SecretStr(secrets.token_urlsafe(32)),
            "encryption_key": SecretStr(_kept_key(settings, "encryption_key")),
            "sms_console": settings.twilio_account_sid is None,
            "sms_brand": settings.sms_brand or "TRO GIUP DVC",
            "sms_contact": settings.sms_contact or "1900 0368",
        }
    )


def _addresses(
    port: int, portal_port: int, at: str | None, telegram_token: SecretStr | None
) -> Panel:
    base, portal = f"http://{HOST}:{port}", f"http://{HOST}:{portal_port}"
    logins = ", ".join(login for login, _name, _role in PEOPLE)
    lines = [
        f"Chat page    {base}/chat",
        f"Console      {base}/console",
        f"             logins    {logins}   (synthetic staff)",
        f"             password  {PASSWORD}",
        f"             code      vneid-bot staff code {TOTP_SECRET}",
        "                       (or put that secret into an authenticator app)",
        f"Portal       {portal}/activate   {portal}/account   (simulated)",
        f"REST channel {base}/webhooks/rest/webhook   (this machine only, no token)",
        "Telegram     polled; write /start to your bot"
        if telegram_token
        else "Telegram     off; VNEID_TELEGRAM_TOKEN switches it on",
        f"Health       {base}/readyz   {base}/metrics",
        f"It is        {at} for the bot"
        if at
        else "It is        today for the bot; --at changes it",
        "Ctrl-C ends everything.",
    ]
    return Panel("\n".join(lines), title="VNeID support bot", expand=False)


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise SettingsError(f"port {port} is taken; choose another with --port") from error


def _kept_key(settings: Settings, name: str) -> str:
    """Return a key of this demo, so that cookies and addresses outlive a restart."""
    given: SecretStr | None = getattr(settings, name)
    if given is not None:
        return given.get_secret_value()
    path: Path = settings.data_dir / f"demo_{name}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(32))
    return path.read_text(encoding="ascii")
