"""`vneid-bot nlu`: train the model, and measure how well messages are understood."""

import typer
from rich.console import Console

from bot.content.catalogue import ROOT
from bot.conversation.understanding.model_store import ensure_model
from bot.settings import load_settings

app = typer.Typer(no_args_is_help=True)


@app.callback()
def nlu() -> None:
    """Train the model, and measure how well messages are understood."""


@app.command()
def train() -> None:
    """Train the model that fits intents/; does nothing when it exists.

    For example:  vneid-bot nlu train
    """
    path = ensure_model(ROOT / "intents", load_settings().data_dir / "models")
    Console().print(f"model: {path}", highlight=False)
