"""`vneid-bot worker`: do what is left for later."""

import signal

import typer

from bot.bootstrap import running_database
from bot.bootstrap_worker import make_worker
from bot.commands.stopping import run_until_stopped
from bot.observability import logs
from bot.settings import load_settings
from storage import schema

app = typer.Typer()


@app.command()
def worker() -> None:
    """Run a worker: polls the portal, sends what waits; any number may run at once.

    For example:  VNEID_DATABASE_URL=postgresql://… vneid-bot worker
    """
    settings = load_settings()
    logs.configure(settings.log_level.upper())
    with running_database(settings) as url:
        schema.upgrade(url)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        run_until_stopped(make_worker(settings, url).run())
