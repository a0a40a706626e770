"""`vneid-bot db`: create or upgrade the database's tables."""

import typer
from rich.console import Console

from bot.bootstrap import running_database
from bot.settings import load_settings
from storage import schema

app = typer.Typer(no_args_is_help=True)


@app.callback()
def db() -> None:
    """Create or upgrade the database's tables."""


@app.command()
def upgrade() -> None:
    """Bring the tables to this program's version; does nothing when they have it.

    For example:  VNEID_DATABASE_URL=postgresql://… vneid-bot db upgrade
    """
    with running_database(load_settings()) as url:
        before = schema.current_revision(url)
        schema.upgrade(url)
        after = schema.current_revision(url)
    news = f"upgraded from {before or 'nothing'} to {after}" if before != after else f"at {after}"
    Console().print(f"database: {news}", highlight=False)
