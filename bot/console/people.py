"""Staff, for administrators: added, reset, given another role, shut out."""

from dataclasses import dataclass

import segno
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.body import Refused
from bot.console.access import Gate
from bot.console.forms import Form
from bot.console.pages import Pages
from bot.errors import SettingsError
from bot.pages.demands import DemandingRoute
from bot.services.roles import Permission, Role
from bot.services.sessions import Officer
from bot.services.staff import Credentials, Staff, checked_login, make_credentials

_AT = "/console/people"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePages:
    """The endpoints of the staff page."""

    pages: Pages
    staff: Staff

    async def show(self, request: Request, officer: Officer) -> Response:
        """List everybody."""
        return await self._list(request, officer)

    async def add(self, request: Request, officer: Officer, form: Form) -> Response:
        """Add somebody and show their credentials, once."""
        try:
            login = checked_login(form.word("login"))
        except SettingsError:
            return await self._list(request, officer, problem="login", form=form)
        if not form.word("name"):
            return await self._list(request, officer, problem="name", form=form)
        credentials = make_credentials(login)
        role = _role(form)
        if not await self.staff.add(credentials, form.word("name")[:100], role, officer.staff_id):
            return await self._list(request, officer, problem="taken", form=form)
        return self._show_once(request, officer, credentials)

    async def reset(self, request: Request, officer: Officer, form: Form) -> Response:
        """Give somebody new credentials."""
        credentials = make_credentials(form.word("login"))
        if not await self.staff.reset(credentials, officer.staff_id):
            raise _nobody()
        return self._show_once(request, officer, credentials)

    async def change(self, request: Request, officer: Officer, form: Form) -> Response:
        """Change somebody's role, or shut them out; never oneself, so that somebody is left."""
        login, is_active = form.word("login"), form.word("active") == "yes"
        if login == officer.login:
            return await self._list(request, officer, problem="self")
        if not await self.staff.change(
            login, _role(form), is_active=is_active, by=officer.staff_id
        ):
            raise _nobody()
        return RedirectResponse(_AT, 303)

    def routes(self, gate: Gate) -> list[DemandingRoute]:
        """Return the routes."""
        only = Permission.MANAGE_STAFF
        return [
            gate.page(_AT, self.show, only),
            gate.form(f"{_AT}/add", self.add, only),
            gate.form(f"{_AT}/reset", self.reset, only),
            gate.form(f"{_AT}/change", self.change, only),
        ]

    async def _list(
        self, request: Request, officer: Officer, problem: str = "", form: Form | None = None
    ) -> Response:
        values = {
            "everybody": await self.staff.everybody(),
            "roles": list(Role),
            "problem": problem,
            "given": form or Form({}),
        }
        status = 422 if problem else 200
        return self.pages.show(request, "people.html", officer, values, status=status)

    def _show_once(self, request: Request, officer: Officer, given: Credentials) -> Response:
        qr = segno.make(given.otpauth_uri, error="m").svg_inline(
            scale=5, border=2, dark="#17262a", light="#fff", svgclass="qr", lineclass=None
        )
        return self.pages.show(request, "credentials.html", officer, {"given": given, "qr": qr})


def _role(form: Form) -> Role:
    try:
        return Role(form.word("role"))
    except ValueError as error:
        raise Refused(400, "There is no such role.", "Choose one of the list.") from error


def _nobody() -> Refused:
    return Refused(404, "There is nobody with this login.", "Look at the list of staff.")
