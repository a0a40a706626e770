"""The approval page: RFC 8628 section 3.3."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal.clock import VIETNAM
from portal.oauth.approvals import TooManyWrong
from portal.oauth.requests import DeviceRequest
from portal.oauth.user_codes import read_user_code
from portal.pages.forms import own_form
from portal.pages.rendering import Pages
from portal.pages.visits import Visit, Visits
from portal.simulation import Simulation


class Activate:
    """Shows who asks for what, and keeps the answer."""

    def __init__(self, simulation: Simulation, pages: Pages, visits: Visits) -> None:
        self._simulation = simulation
        self._pages = pages
        self._visits = visits

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [
            Route("/activate", self.page),
            Route("/activate", self.look_up, methods=["POST"]),
            Route("/activate/decision", self.decide, methods=["POST"]),
        ]

    async def page(self, request: Request) -> Response:
        """Ask for the code; one that came in the address is only filled in, never accepted."""
        typed = request.query_params.get("user_code", "")
        code = read_user_code(typed) or ""
        visit = self._visits.find(request)
        if visit is None:
            query = f"?{urlencode({'user_code': code})}" if code else ""
            return RedirectResponse(f"/sign-in{query}", 303)
        return self._pages.show(request, "code.html", visit=visit, typed=code, problem=None)

    async def look_up(self, request: Request) -> Response:
        """Show the request of the code."""
        visit, form = await own_form(request, self._visits.find(request))
        typed = form.get("user_code", "")
        address = request.client.host if request.client else ""
        try:
            found = self._simulation.approvals.look_up(typed, visit.citizen, address)
        except TooManyWrong as limit:
            return self._locked(request, visit, limit)
        if found is None:
            values = {"typed": typed[:20], "problem": "code_unknown"}
            return self._pages.show(request, "code.html", visit=visit, status=422, **values)
        return self._ask(request, visit, found)

    async def decide(self, request: Request) -> Response:
        """Keep the answer."""
        visit, form = await own_form(request, self._visits.find(request))
        code = read_user_code(form.get("user_code", ""))
        is_approved = form.get("decision") == "approve"
        decided = code is not None and self._simulation.approvals.decide(
            code, visit.citizen, is_approved=is_approved
        )
        outcome = "over" if not decided else "approved" if is_approved else "refused"
        status = 200 if decided else 410
        return self._pages.show(
            request, "decided.html", visit=visit, status=status, outcome=outcome
        )

    def _ask(self, request: Request, visit: Visit, found: DeviceRequest) -> Response:
        return self._pages.show(
            request,
            "approve.html",
            visit=visit,
            code=found.user_code,
            token_seconds=self._simulation.options.token_seconds,
            until=found.expires_at.astimezone(VIETNAM).strftime("%H:%M"),
        )

    def _locked(self, request: Request, visit: Visit, limit: TooManyWrong) -> Response:
        response = self._pages.show(
            request,
            "code.html",
            visit=visit,
            status=429,
            typed="",
            problem="code_locked",
            wait_seconds=limit.wait_seconds,
        )
        response.headers["Retry-After"] = str(limit.wait_seconds)
        return response
