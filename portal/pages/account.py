"""The account page, where a citizen takes both steps."""

from datetime import date

from babel.dates import format_date
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal.citizens.journey import Step, obstacle
from portal.citizens.kinds import IdCheck, Linking, Owner
from portal.pages.forms import own_form
from portal.pages.language import choose
from portal.pages.rendering import Pages
from portal.pages.visits import Visits
from portal.pages.words import Language, Words
from portal.simulation import Simulation
from portal.status.classify import OLD_LOGIN_ENDS_ON


def write_day(language: Language, day: date) -> str:
    """Return a day as the language writes it."""
    pattern = "d/M/y" if language is Language.VI else "d MMMM y"
    return format_date(day, pattern, locale=language.value)


class Account:
    """Shows a citizen's accounts and lets them act."""

    def __init__(self, simulation: Simulation, pages: Pages, visits: Visits) -> None:
        self._simulation = simulation
        self._pages = pages
        self._visits = visits

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [
            Route("/account", self.page),
            Route("/account", self.act, methods=["POST"]),
        ]

    async def page(self, request: Request) -> Response:
        """Show the account."""
        visit = self._visits.find(request)
        if visit is None:
            return RedirectResponse("/sign-in", 303)
        citizen = self._simulation.citizens.get(visit.citizen)
        day = self._simulation.look(citizen.number).day
        language = choose(request)
        linked_on = citizen.link.linked_on
        return self._pages.show(
            request,
            "account.html",
            visit=visit,
            citizen=citizen,
            state=self._simulation.state_of(citizen),
            day=write_day(language, day),
            linked_on=write_day(language, linked_on) if linked_on else "",
            is_stopped=day >= OLD_LOGIN_ENDS_ON and citizen.portal.owner is Owner.CITIZEN,
            mismatches=[
                Words(language)(f"field_{one}") for one in citizen.id_number.mismatch_fields
            ],
            hindered_by=obstacle(citizen) if "tried" in request.query_params else None,
            is_linked=citizen.link.state is Linking.LINKED,
            is_verified=citizen.id_number.check is IdCheck.VERIFIED,
        )

    async def act(self, request: Request) -> Response:
        """Take one step."""
        visit, form = await own_form(request, self._visits.find(request))
        if form.get("step") not in set(Step):
            raise HTTPException(400)
        step = Step(form["step"])
        self._simulation.take_step(visit.citizen, step)
        return RedirectResponse("/account?tried" if step is Step.LOG_IN else "/account", 303)
