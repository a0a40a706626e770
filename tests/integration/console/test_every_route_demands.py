"""Every route of the whole application demands a role, a signature or a token, or is public."""

from dataclasses import replace

import httpx
import pytest
from starlette.routing import Route

from bot.channels.ports import SmsServices
from bot.pages.demands import Demand, DemandingRoute
from bot.services.roles import Permission
from bot.web import create_app

pytestmark = pytest.mark.asyncio(loop_scope="module")

PUBLIC = {
    ("GET", "/"),
    ("GET", "/healthz"),
    ("GET", "/metrics"),
    ("GET", "/readyz"),
    ("GET", "/static/{name}"),
    ("GET", "/webhooks/rest/"),
    ("GET", "/chat/messages"),
    ("GET", "/console/sign-in"),
    ("POST", "/console/sign-in"),
}
"""What shows and changes nothing of anybody's."""
FOR_ANY_ROLE = {"/console", "/console/account", "/console/account/sessions", "/console/sign-out"}
VALUES = {
    "{ticket_id:int}": "1",
    "{campaign_id:int}": "1",
    "{audience_id:int}": "1",
    "{delivery_id:int}": "1",
    "{part}": "talk",
    "{act}": "take",
    "{name}": "base.css",
    "{conversation_id}": "1",
    "{sender_id}": "1",
    "{sender_id:path}": "1",
}


@pytest.fixture
def app(desk):
    async def record_receipt(*_told):
        return None

    sms = SmsServices(auth_token="t" * 32, public_url="https://x", record_receipt=record_receipt)
    return create_app(replace(desk.services, sms=sms), desk.console)


def methods_of(route):
    return sorted(set(route.methods) - {"HEAD"})


def address_of(route):
    path = route.path
    for name, value in VALUES.items():
        path = path.replace(name, value)
    assert "{" not in path, f"give {path} a value"
    return path


async def test_every_route_says_what_it_demands(app):
    silent = [route for route in app.routes if not isinstance(route, DemandingRoute)]
    assert silent == []
    assert all(isinstance(route, Route) for route in app.routes)


async def test_what_demands_nothing_is_listed(app):
    demands_nothing = {
        (method, route.path)
        for route in app.routes
        if route.demand is Demand.NOTHING
        for method in methods_of(route)
    }
    assert demands_nothing == PUBLIC


async def test_every_page_of_the_console_demands_a_session_and_a_role(app):
    for route in app.routes:
        if not route.path.startswith("/console") or route.path.startswith("/console/sign-in"):
            continue
        assert route.demand is Demand.SESSION, route.path
        if route.path not in FOR_ANY_ROLE:
            assert route.permission in set(Permission), route.path


async def test_what_demands_something_enforces_it(app):
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://10.1.2.3") as stranger:
        for route in app.routes:
            if route.demand in {Demand.NOTHING, Demand.SIGNED_COOKIE}:
                continue
            for method in methods_of(route):
                form = {"data": {"any": "thing"}} if method == "POST" else {}
                answer = await stranger.request(method, address_of(route), **form)
                assert answer.status_code in {303, 400, 401, 403}, (method, route.path)
                if answer.status_code == 303:
                    assert answer.headers["location"].startswith("/console/sign-in?")
