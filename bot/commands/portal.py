"""`vneid-bot portal`: start the simulated portal, a program of its own."""

import os
import sys
from typing import Annotated

import typer

app = typer.Typer()


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def portal(
    ctx: typer.Context,
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8090,
) -> None:
    """Start the simulated portal; other options are passed on to it.

    For example:  vneid-bot portal --port 8090 --clock 2024-06-10

    All its options:  python -m portal --help
    """
    arguments = [sys.executable, "-m", "portal", "--port", str(port), *ctx.args]
    # Replaces this process, so that signals and the exit status are the portal's own.
    os.execv(sys.executable, arguments)  # noqa: S606 - our own program, no shell
