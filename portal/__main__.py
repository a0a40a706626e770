"""`python -m portal`: run the simulated portal."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from starlette.applications import Starlette

from portal.app import make_app
from portal.errors import BadOption, PortalError
from portal.faults.plan import Plan
from portal.options import DEMO_SECRET, LONGEST_CODE_SECONDS, SECRET_VARIABLE, Options

GRACE_SECONDS = 3
"""So long a stopping portal waits for answers under way."""

cli = typer.Typer(add_completion=False)


Port = Annotated[int, typer.Option(help="Port to listen on.")]
Host = Annotated[str, typer.Option(help="Address to listen on.")]
PublicUrl = Annotated[
    str, typer.Option(help="Address citizens reach it at; none: http://127.0.0.1:PORT.")
]
Count = Annotated[int, typer.Option(min=0, help="How many synthetic citizens.")]
Seed = Annotated[int, typer.Option(help="Makes the same citizens again.")]
BusinessTime = Annotated[str, typer.Option(help="Business time: 2024-06-10 or -880d.")]
CodeSeconds = Annotated[int, typer.Option(help="So long a code is valid.")]
IntervalSeconds = Annotated[int, typer.Option(help="Least time between two polls.")]
NoSimulator = Annotated[
    bool, typer.Option("--no-simulator", help="Leave the controls under /simulator/ out.")
]
FaultsSeed = Annotated[int, typer.Option(help="Seed of the faults.")]
FaultsShare = Annotated[
    float, typer.Option(min=0, max=1, help="Share of the calls that meet a fault.")
]


@cli.command()
def run(  # noqa: PLR0913, PLR0917 - each is an option of the command
    port: Port = 8090,
    host: Host = "127.0.0.1",
    public_url: PublicUrl = "",
    citizens: Count = 0,
    seed: Seed = 1,
    clock: BusinessTime = "",
    code_seconds: CodeSeconds = LONGEST_CODE_SECONDS,
    interval_seconds: IntervalSeconds = 5,
    no_simulator: NoSimulator = False,
    faults_seed: FaultsSeed = 1,
    faults_share: FaultsShare = 0.0,
) -> None:
    """Run a simulation of the National Public Service Portal.

    For example:  python -m portal --port 8090 --clock 2024-06-10
    """
    options = Options(
        public_url=(public_url or f"http://127.0.0.1:{port}").rstrip("/"),
        client_secret=_client_secret(),
        citizens=citizens,
        seed=seed,
        clock=clock,
        code_seconds=code_seconds,
        interval_seconds=interval_seconds,
        has_simulator=not no_simulator,
    )
    app = make_app(options)
    if faults_share:
        app.state.simulation.faults.follow(Plan(seed=faults_seed, share=faults_share))
    typer.echo(_announce(options, app.state.simulation.citizens.count))
    _serve(app, host, port)


def _client_secret() -> str:
    path = os.environ.get(f"{SECRET_VARIABLE}_FILE")
    if path is None:
        return os.environ.get(SECRET_VARIABLE, DEMO_SECRET)
    try:
        secret = Path(path).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadOption(f"{SECRET_VARIABLE}_FILE names a file that can't be read") from error
    if not secret.strip():
        raise BadOption(f"{SECRET_VARIABLE}_FILE names {path}, which holds nothing")
    return secret


def _serve(app: Starlette, host: str, port: int) -> None:
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def _announce(options: Options, count: int) -> str:
    is_demo = options.client_secret == DEMO_SECRET
    secret = f"{DEMO_SECRET} (simulated)" if is_demo else f"as {SECRET_VARIABLE} says"
    base = options.public_url
    return "\n".join(
        (
            "SIMULATION of the National Public Service Portal",
            f"Approval page  {base}/activate",
            f"Account page   {base}/account",
            f"API            {base}/openapi.json",
            f"Controls       {f'{base}/simulator/state' if options.has_simulator else 'off'}",
            f"Client secret  {secret}",
            f"Citizens       {count}",
        )
    )


def main() -> None:
    """Run the command; a wrong option ends it with one line."""
    try:
        cli()
    except PortalError as error:
        typer.echo(f"portal: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
