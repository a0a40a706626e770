"""Builds the portal and hands its parts to each other."""

from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from portal.api.routes import Api
from portal.faults.middleware import FaultyCalls
from portal.options import Options
from portal.pages.account import Account
from portal.pages.activate import Activate
from portal.pages.errors import Errors
from portal.pages.rendering import Pages
from portal.pages.sign_in import SignIn
from portal.pages.visits import Visits
from portal.simulation import Simulation
from portal.simulator.controls import Controls
from portal.simulator.people import People
from portal.simulator.this_machine import ThisMachineOnly
from portal.web.headers import SecurityHeaders


def make_app(options: Options | None = None) -> Starlette:
    """Return the application; its simulation is `app.state.simulation`."""
    simulation = Simulation(options or Options())
    pages = Pages()
    errors = Errors(pages)
    app = Starlette(
        routes=[*_routes(simulation, pages), *_simulator(simulation)],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(FaultyCalls, faults=simulation.faults),
        ],
        exception_handlers={HTTPException: errors.refused, Exception: errors.failed},
    )
    app.state.simulation = simulation
    return app


def _routes(simulation: Simulation, pages: Pages) -> list[BaseRoute]:
    visits = Visits(is_https=simulation.options.public_url.startswith("https:"))
    parts = (SignIn, Activate, Account)
    shown = [route for part in parts for route in part(simulation, pages, visits).routes()]
    static = StaticFiles(directory=str(files("portal.pages") / "static"))
    return [*Api(simulation).routes(), *shown, Mount("/static", static)]


def _simulator(simulation: Simulation) -> list[BaseRoute]:
    if not simulation.options.has_simulator:
        return []
    routes: list[Route] = [*Controls(simulation).routes(), *People(simulation).routes()]
    return [Mount("/simulator", routes=routes, middleware=[Middleware(ThisMachineOnly)])]
