"""`vneid-bot serve`: run the web server."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import typer
import uvicorn
from starlette.applications import Starlette

from bot.bootstrap import running_database
from bot.bootstrap_web import Application, make_application
from bot.channels.telegram.webhook import require_secret
from bot.commands.demo_staff import keep_demos_people_out
from bot.errors import SettingsError
from bot.observability import logs
from bot.services.keys import require_encryption_key, require_secret_key
from bot.settings import load_settings
from bot.web import create_app
from storage import schema

app = typer.Typer()

GRACE_SECONDS = 10
"""So long a stopping server waits for answers under way."""


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8080,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    insecure_rest: Annotated[
        bool,
        typer.Option("--insecure-rest", help="REST channel without a token, on loopback only."),
    ] = False,
) -> None:
    """Run the web server: chat page, console, REST channel, health, metrics.

    For example:  VNEID_SECRET_KEY=… VNEID_ENCRYPTION_KEY=… vneid-bot serve --insecure-rest
    """
    settings = load_settings()
    logs.configure(settings.log_level.upper())
    secret_key = require_secret_key(settings)
    require_encryption_key(settings)
    if settings.rest_token is None and not insecure_rest:
        raise SettingsError(
            "set VNEID_REST_TOKEN, the token of the REST channel; or, to try it on this machine "
            "only, start with --insecure-rest"
        )
    if settings.telegram_token is not None:
        secret = settings.telegram_secret
        require_secret(secret.get_secret_value() if secret else None)
    with running_database(settings) as url:
        keep_demos_people_out(url)
        schema.upgrade(url)
        application = make_application(
            settings, url, secret_key=secret_key, insecure_rest=insecure_rest
        )
        run(application, host, port)


def run(application: Application, host: str, port: int) -> None:
    """Serve until SIGINT or SIGTERM; answers under way are finished first.

    uvicorn raises the signal again when it is done; as KeyboardInterrupt it passes through the
    callers, so that they stop what they started.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    uvicorn.run(
        make_asgi(application),
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def make_asgi(application: Application) -> Starlette:
    """Return the web application; when it ends, nothing of it is left half sent."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        sharing = asyncio.create_task(application.request_counts.keep_shared())
        yield
        sharing.cancel()
        await asyncio.wait([sharing])
        await application.stop()

    return create_app(
        application.services, application.console, metrics=application.metrics, lifespan=lifespan
    )
