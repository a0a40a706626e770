"""The controls under /simulator/: citizens and their approvals."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from portal.citizens.records import Citizen
from portal.oauth.user_codes import read_user_code
from portal.simulation import Simulation
from portal.simulator.orders import StepOrder, Verdict, VerdictOrder
from portal.simulator.reading import control, read_order


class People:
    """Lists citizens, lets them act, and answers for them."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation

    def routes(self) -> list[Route]:
        """Return the routes, below /simulator."""
        one = "/citizens/{number:int}"
        return [
            Route("/citizens", self.showcase),
            Route(one, self.citizen),
            Route(f"{one}/steps", self.step, methods=["POST"]),
            Route("/requests/{user_code}", self.decide, methods=["POST"]),
        ]

    async def showcase(self, _request: Request) -> Response:
        """The hand-made citizens: one for each state and failure branch."""
        citizens = self._simulation.citizens
        listed = [self._brief(citizens.get(first.number)) for first in citizens.showcase]
        return JSONResponse(listed)

    @control
    async def citizen(self, request: Request) -> Response:
        """One citizen, as the API would tell it."""
        citizen = self._simulation.citizens.get(request.path_params["number"])
        return JSONResponse(self._brief(citizen) | {"status": self._simulation.document(citizen)})

    @control
    async def step(self, request: Request) -> Response:
        """Let a citizen do something."""
        number = request.path_params["number"]
        self._simulation.citizens.get(number)
        order = await read_order(request, StepOrder)
        return JSONResponse(self._brief(self._simulation.take_step(number, order.step)))

    @control
    async def decide(self, request: Request) -> Response:
        """Approve or refuse as a citizen would, or let the codes run out."""
        order = await read_order(request, VerdictOrder)
        self._simulation.citizens.get(order.citizen)
        user_code = read_user_code(request.path_params["user_code"])
        if user_code is None or not self._settle(user_code, order):
            return JSONResponse({"error": "no open request has this code"}, 404)
        return Response(status_code=204)

    def _settle(self, user_code: str, order: VerdictOrder) -> bool:
        if order.verdict is Verdict.EXPIRE:
            return self._simulation.approvals.expire(user_code)
        is_approved = order.verdict is Verdict.APPROVE
        return self._simulation.approvals.decide(user_code, order.citizen, is_approved=is_approved)

    def _brief(self, citizen: Citizen) -> dict[str, Any]:
        return {
            "number": citizen.number,
            "subject_ref": self._simulation.subject_ref(citizen.number),
            "state": self._simulation.state_of(citizen).value,
        }
