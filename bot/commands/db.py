"""`vneid-bot db`: create or upgrade the database's tables."""

import typer
from rich.console import Console

from bot.bootstrap import running_database
from bot.settings import load_settings, require_key
from storage import keys, schema

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


@app.command("rotate-key")
def rotate_key() -> None:
    """Seal all addresses with a new key; stop every web and worker process first.

    For example:  VNEID_ENCRYPTION_KEY=… VNEID_NEW_ENCRYPTION_KEY=… vneid-bot db rotate-key
    """
    settings = load_settings()
    old = require_key(settings.encryption_key, "VNEID_ENCRYPTION_KEY")
    new = require_key(settings.new_encryption_key, "VNEID_NEW_ENCRYPTION_KEY")
    with running_database(settings) as url:
        schema.upgrade(url)
        changed = keys.rotate(url, old, new)
    Console().print(
        f"database: {changed} addresses sealed with the new key. Set VNEID_ENCRYPTION_KEY to it, "
        "remove VNEID_NEW_ENCRYPTION_KEY, and start the processes.",
        highlight=False,
    )
