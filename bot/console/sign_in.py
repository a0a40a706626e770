"""The sign-in pages: password, then a code."""

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.body import Refused
from bot.clock import VIETNAM
from bot.console.access import COOKIE, PATH, SIGN_IN, checked_next
from bot.console.drafts import Drafts
from bot.console.entry import Entry
from bot.console.forms import Form, read_form
from bot.console.pages import Pages
from bot.pages.demands import Demand, DemandingRoute
from bot.pages.origin import is_our_own
from bot.services.sessions import Officer, Sessions
from bot.services.sign_in import Locked, SignIn
from storage.staff import StaffMember

_LONGEST_LOGIN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPages:
    """The endpoints that need no session yet."""

    pages: Pages
    sign_in: SignIn
    sessions: Sessions
    drafts: Drafts
    entry: Entry
    public_url: str | None
    secure: bool

    async def show(self, request: Request) -> Response:
        """Ask for login and password."""
        return self._ask(request, Form({}), next_page=request.query_params.get("next", PATH))

    async def take_password(self, request: Request) -> Response:
        """Take the first step."""
        form = await self._read(request)
        login = form.word("login").lower()[:_LONGEST_LOGIN]
        found = await self.sign_in.check_password(login, form.text("password"))
        if isinstance(found, StaffMember):
            return self._ask_code(request, form, self.entry.write(found.login))
        return self._ask(request, form, status=422, **self._why(request, found, "password"))

    async def take_code(self, request: Request) -> Response:
        """Take the second step, and let in."""
        form = await self._read(request)
        login = self.entry.read(form.text("entry"))
        if login is None:
            late = self.pages.text(request, "That took more than five minutes. Please start again.")
            return self._ask(request, form, status=422, problem=late)
        found = await self.sign_in.check_code(login, form.word("code"))
        if isinstance(found, StaffMember):
            return await self._let_in(request, form, found)
        why = self._why(request, found, "code")
        return self._ask_code(request, form, form.text("entry"), status=422, **why)

    async def sign_out(self, _request: Request, officer: Officer, _form: Form) -> Response:
        """End this session."""
        await self.sessions.end(officer, officer.session_id)
        response = RedirectResponse(SIGN_IN, 303)
        response.delete_cookie(COOKIE, path=PATH, secure=self.secure, httponly=True, samesite="lax")
        return response

    async def ask_again(self, request: Request, form: Form) -> Response:
        """Ask whoever sent a form after the session's end; the reply in it goes along."""
        back = request.url.path.rpartition("/")[0] if form.text("reply") else PATH
        why = self.pages.text(
            request, "You have been signed out. Sign in again: what you wrote is kept."
        )
        if not form.text("reply"):
            why = self.pages.text(request, "You have been signed out. Please sign in again.")
        return self._ask(
            request, form, status=401, problem=why, next_page=form.word("next") or back
        )

    def routes(self) -> list[DemandingRoute]:
        """Return the routes of the two steps."""
        return [
            DemandingRoute(SIGN_IN, self.show, Demand.NOTHING),
            DemandingRoute(SIGN_IN, self.take_password, Demand.NOTHING, methods=["POST"]),
            DemandingRoute(f"{SIGN_IN}/code", self.take_code, Demand.SIGNATURE, methods=["POST"]),
        ]

    async def _let_in(self, request: Request, form: Form, found: StaffMember) -> Response:
        cookie = await self.sessions.begin(
            found.id, found.login, request.headers.get("user-agent", "")
        )
        if form.text("reply"):
            await self.drafts.keep(found.id, form.number("ticket"), form.text("reply"))
        response = RedirectResponse(checked_next(form.word("next")), 303)
        response.set_cookie(
            COOKIE, cookie, path=PATH, secure=self.secure, httponly=True, samesite="lax"
        )
        return response

    async def _read(self, request: Request) -> Form:
        if not is_our_own(request, self.public_url):
            raise Refused(403, "The form came from another site.", "Send it from the console.")
        return await read_form(request)

    def _why(self, request: Request, found: Locked | None, step: str) -> dict[str, str]:
        if isinstance(found, Locked):
            text = self.pages.text(request, "Too many tries. Sign in again after %(time)s.")
            return {"problem": text % {"time": _clock_time(found.until)}}
        if step == "password":
            return {"problem": self.pages.text(request, "Login or password is wrong.")}
        return {"problem": self.pages.text(request, "This code is wrong or was used before.")}

    def _ask(
        self,
        request: Request,
        form: Form,
        *,
        status: int = 200,
        problem: str = "",
        next_page: str = "",
    ) -> Response:
        values = _carried(form, next_page) | {"problem": problem, "login": form.word("login")}
        return self.pages.show(request, "sign_in.html", None, values, status=status)

    def _ask_code(
        self, request: Request, form: Form, entry: str, *, status: int = 200, problem: str = ""
    ) -> Response:
        values = _carried(form, "") | {"problem": problem, "entry": entry}
        return self.pages.show(request, "sign_in_code.html", None, values, status=status)


def _carried(form: Form, next_page: str) -> dict[str, object]:
    """Return what both steps carry along: where to go on to, and a reply that was not sent."""
    carried = {"reply": form.text("reply"), "ticket": form.word("ticket")}
    return {"next": checked_next(next_page or form.word("next")), **carried}


def _clock_time(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%H:%M:%S}"
