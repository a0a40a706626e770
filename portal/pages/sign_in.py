"""Signing in: one chooses a synthetic citizen."""

from dataclasses import dataclass
from itertools import groupby

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal.citizens.showcase import stories
from portal.oauth.user_codes import read_user_code
from portal.pages.forms import posted_form
from portal.pages.rendering import Pages
from portal.pages.visits import Visits
from portal.simulation import Simulation
from portal.states import State

_FIRST = (State.BOTH_ACCOUNTS, State.S1_DONE, State.LINKED, State.F_MISMATCH)


@dataclass(frozen=True, slots=True)
class Choice:
    """A citizen to choose, with the state they were made for."""

    number: int
    state: State


def group_of(state: State) -> str:
    """Return the part of the list that a state stands in."""
    if state in (State.LINKED, State.DONE, State.DONE_NO_LINK):
        return "end"
    return "E" if state.value.startswith("E") else state.value.split("_")[0]


class SignIn:
    """Lets visitors in as whom they choose."""

    def __init__(self, simulation: Simulation, pages: Pages, visits: Visits) -> None:
        self._simulation = simulation
        self._pages = pages
        self._visits = visits

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [
            Route("/", self.home),
            Route("/sign-in", self.page),
            Route("/sign-in", self.choose, methods=["POST"]),
            Route("/sign-out", self.leave, methods=["POST"]),
        ]

    async def home(self, _request: Request) -> Response:
        """Lead to the account."""
        return RedirectResponse("/account", 303)

    async def page(self, request: Request) -> Response:
        """The list of citizens."""
        return self._show(request, read_user_code(request.query_params.get("user_code", "")))

    async def choose(self, request: Request) -> Response:
        """Sign in."""
        form = await posted_form(request)
        code = read_user_code(form.get("user_code", ""))
        number = form.get("number", "").strip()
        is_known = number.isascii() and number.isdecimal() and len(number) < 16  # noqa: PLR2004
        if not is_known or not 1 <= int(number) <= self._simulation.citizens.count:
            return self._show(request, code, is_wrong=True)
        target = "/account" if code is None else f"/activate?user_code={code}"
        response = RedirectResponse(target, 303)
        self._visits.begin(response, int(number))
        return response

    async def leave(self, request: Request) -> Response:
        """Sign out."""
        await posted_form(request)
        response = RedirectResponse("/sign-in", 303)
        self._visits.end(response)
        return response

    def _show(self, request: Request, code: str | None, *, is_wrong: bool = False) -> Response:
        choices = [Choice(number, state) for number, state in enumerate(stories(), 1)]
        ordered = sorted(choices, key=lambda choice: _ORDER.index(group_of(choice.state)))
        groups = {
            name: list(some) for name, some in groupby(ordered, lambda one: group_of(one.state))
        }
        return self._pages.show(
            request,
            "sign_in.html",
            status=422 if is_wrong else 200,
            code=code,
            groups=groups,
            first=_first_of(choices),
            count=self._simulation.citizens.count,
            is_wrong=is_wrong,
        )


_ORDER = ("E", "S1", "S2", "end", "F")


def _first_of(choices: list[Choice]) -> list[Choice]:
    found = (next((one for one in choices if one.state is state), None) for state in _FIRST)
    return [choice for choice in found if choice is not None]
