"""The ASGI application: REST channel, chat page, text messages, console, health, metrics."""

import dataclasses
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute

from bot.channels import rest
from bot.channels.address_limits import AddressLimits
from bot.channels.body import Refused
from bot.channels.ports import WebServices
from bot.channels.sms import webhooks as sms
from bot.channels.telegram import webhook
from bot.channels.telegram.intake import Intake
from bot.channels.web import routes as chat
from bot.channels.web.pages import Pages
from bot.console import pages as console_pages
from bot.console import routes as console
from bot.console.services import ConsoleServices
from bot.observability import health
from bot.observability.access import AccessLog
from bot.observability.metrics import Metrics
from bot.observability.turns import MeasuredTurns
from bot.pages import languages
from bot.pages.assets import Assets
from bot.pages.demands import Demand, DemandingRoute
from bot.pages.headers import SECURITY_HEADERS, SecurityHeaders

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]
_PROGRAMS = ("/webhooks/", "/model/", "/conversations/", "/status", "/healthz", "/readyz")


def create_app(
    services: WebServices,
    console_services: ConsoleServices | None = None,
    *,
    metrics: Metrics | None = None,
    lifespan: Lifespan | None = None,
) -> Starlette:
    """Assembles the application.

    Args:
        services: what the routes need, built by the bootstrap.
        console_services: the same for the console; None: there is none.
        metrics: where turns and requests are counted; None: a registry of its own.
        lifespan: what starts before the first request and stops after the last.
    """
    metrics = metrics or Metrics()
    measured = dataclasses.replace(services, turns=MeasuredTurns(services.turns, metrics))
    assets = Assets((*chat.FILES, *console_pages.FILES))
    pages = Pages(assets)
    errors = _Errors(pages)
    is_https = (services.public_url or "").startswith("https://")
    return Starlette(
        routes=[
            *rest.routes(measured),
            *_telegram_routes(measured),
            *chat.routes(measured, pages, assets),
            *_sms_routes(measured),
            *(console.routes(console_services, assets) if console_services else ()),
            *_operation_routes(measured, metrics),
        ],
        middleware=[
            Middleware(AccessLog, metrics=metrics),
            Middleware(SecurityHeaders, https=is_https),
            *_address_limits(measured, errors),
        ],
        exception_handlers=errors.by_kind,
        lifespan=lifespan,
    )


def _address_limits(services: WebServices, errors: "_Errors") -> list[Middleware]:
    counts = services.request_counts
    if counts is None:
        return []
    return [Middleware(AddressLimits, counts=counts, refuse=errors.refused)]


def _sms_routes(services: WebServices) -> list[BaseRoute]:
    if services.sms is None:
        return []
    return sms.routes(services.sms, services.turns, services.dispatch)


def _telegram_routes(services: WebServices) -> list[BaseRoute]:
    parts = services.telegram
    if parts is None:
        return []
    intake = Intake(parts.bot, services.turns, services.dispatch, parts.buttons, parts.opt_outs)
    return [*webhook.routes(intake, parts.secret)]


def _operation_routes(services: WebServices, metrics: Metrics) -> list[BaseRoute]:
    async def alive(_request: Request) -> Response:
        return JSONResponse({"status": "alive"})

    async def ready(_request: Request) -> Response:
        readiness = await health.check(services.readiness)
        return JSONResponse(readiness.as_json(), 200 if readiness.is_ready else 503)

    async def figures(_request: Request) -> Response:
        return Response(await metrics.exposition(), media_type="text/plain; version=0.0.4")

    return [
        DemandingRoute("/healthz", alive, Demand.NOTHING),
        DemandingRoute("/readyz", ready, Demand.NOTHING),
        DemandingRoute("/metrics", figures, Demand.NOTHING),
    ]


class _Errors:
    """Error answers: JSON for programs, a bilingual page for people, internals for nobody."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self.by_kind = {
            Refused: self.refused,
            HTTPException: self.http,
            Exception: self.unexpected,
        }

    async def refused(self, request: Request, error: Exception) -> Response:
        """A request that a channel turned down."""
        if not isinstance(error, Refused):
            raise error
        if request.url.path.startswith(_PROGRAMS):
            return rest.refusal(error)
        return self._page(request, error.status)

    async def http(self, request: Request, error: Exception) -> Response:
        """An unknown address or a method that it doesn't take."""
        if not isinstance(error, HTTPException):
            raise error
        if request.url.path.startswith(_PROGRAMS):
            refused = Refused(error.status_code, error.detail, "See the README for the addresses.")
            return rest.refusal(refused)
        return self._page(request, error.status_code)

    async def unexpected(self, request: Request, _error: Exception) -> Response:
        """A failure of ours; the log has it."""
        if request.url.path.startswith(_PROGRAMS):
            refused = Refused(500, "The service has a problem.", "Try again in a few minutes.")
            response = rest.refusal(refused)
        else:
            response = self._page(request, 500)
        # This handler runs outside the middleware that adds them elsewhere.
        response.headers.update(SECURITY_HEADERS)
        return response

    def _page(self, request: Request, status: int) -> Response:
        page = self._pages.error(languages.choose(request), status)
        return HTMLResponse(page, status, {"Cache-Control": "no-store"})
