"""The controls under /simulator/: clock, systems, faults."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from portal.api.description import describe_simulator
from portal.simulation import Simulation
from portal.simulator.orders import ClockOrder, FaultOrder, PlanOrder, SystemsOrder
from portal.simulator.reading import control, read_order
from portal.status.classify import Systems


class Controls:
    """Turns the simulation as a whole."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation
        self._description = describe_simulator(simulation.options.public_url)

    def routes(self) -> list[Route]:
        """Return the routes, below /simulator."""
        return [
            Route("/openapi.json", self.description),
            Route("/state", self.state),
            Route("/reset", self.reset, methods=["POST"]),
            Route("/clock", self.clock, methods=["PUT"]),
            Route("/systems", self.systems, methods=["PUT"]),
            Route("/faults", self.faults, methods=["POST", "DELETE"]),
            Route("/plan", self.plan, methods=["PUT"]),
        ]

    async def description(self, _request: Request) -> Response:
        """The OpenAPI document of the controls."""
        return JSONResponse(self._description)

    async def state(self, _request: Request) -> Response:
        """How the simulation is set, and what happened in it."""
        simulation = self._simulation
        faults = simulation.faults
        plan = faults.plan
        return JSONResponse(
            {
                "business_now": simulation.clock.business_now().isoformat(timespec="seconds"),
                "systems": {
                    "portal": simulation.systems.portal,
                    "vneid": simulation.systems.vneid,
                },
                "citizens": simulation.citizens.count,
                "open_requests": len(simulation.authorization.requests),
                "tokens": len(simulation.authorization.tokens),
                "calls": dict(faults.calls),
                "faults_met": dict(faults.met),
                "faults_ordered": len(faults.ordered),
                "plan": None if plan is None else {"seed": plan.seed, "share": plan.share},
            }
        )

    async def reset(self, _request: Request) -> Response:
        """Put everything back to the start."""
        self._simulation.reset()
        return Response(status_code=204)

    @control
    async def clock(self, request: Request) -> Response:
        """Set business time."""
        self._simulation.clock.set((await read_order(request, ClockOrder)).at)
        return await self.state(request)

    @control
    async def systems(self, request: Request) -> Response:
        """Say how well both systems work."""
        order = await read_order(request, SystemsOrder)
        self._simulation.systems = Systems(order.portal, order.vneid)
        return await self.state(request)

    @control
    async def faults(self, request: Request) -> Response:
        """Let the next calls meet a fault, or everything go well from now on."""
        if request.method == "DELETE":
            self._simulation.faults.reset()
            return Response(status_code=204)
        order = await read_order(request, FaultOrder)
        self._simulation.faults.order(order.fault(), order.times)
        return await self.state(request)

    @control
    async def plan(self, request: Request) -> Response:
        """Follow a seeded plan."""
        self._simulation.faults.follow((await read_order(request, PlanOrder)).plan())
        return await self.state(request)
