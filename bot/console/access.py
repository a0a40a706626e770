"""Who gets in: a session, a role that allows it, and a form that is ours."""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.body import Refused
from bot.console.forms import Form, Upload, read_form, reading_upload
from bot.console.pages import Pages
from bot.pages.demands import Demand, DemandingRoute
from bot.pages.origin import is_our_own
from bot.services.roles import Permission
from bot.services.sessions import Officer, Sessions

COOKIE = "console"
PATH = "/console"
SIGN_IN = "/console/sign-in"

Shown = Callable[[Request, Officer], Awaitable[Response]]
Taken = Callable[[Request, Officer, Form], Awaitable[Response]]
TakenFile = Callable[[Request, Officer, Upload], Awaitable[Response]]
Kept = Callable[[Request, Form], Awaitable[Response]]
Stale = Callable[[Request, Officer, Form], Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Makes routes that let in only whom they declare.

    Attributes:
        secure: whether the cookie travels over HTTPS only.
        ask_again: asks for a new sign-in and keeps what the form held.
        keep: keeps what a form held that was opened before the last sign-in.
    """

    sessions: Sessions
    pages: Pages
    public_url: str | None
    secure: bool
    ask_again: Kept
    keep: Stale

    def page(
        self, path: str, page: Shown, permission: Permission | None = None, *, is_act: bool = True
    ) -> DemandingRoute:
        """Return a route that shows something.

        Args:
            path: its address.
            page: shows it.
            permission: what the role must allow; None: any session.
            is_act: False where pages fetch it by themselves.
        """

        async def endpoint(request: Request) -> Response:
            officer = await self._find(request, is_act=is_act)
            if officer is None:
                return self._to_sign_in(request)
            if permission is not None and not officer.may(permission):
                return self.refuse(request, officer)
            return await page(request, officer)

        return DemandingRoute(path, endpoint, Demand.SESSION, permission=permission)

    def form(self, path: str, taken: Taken, permission: Permission | None = None) -> DemandingRoute:
        """Return a route that takes a form of ours, with the token of this session in it."""

        async def endpoint(request: Request) -> Response:
            if not is_our_own(request, self.public_url):
                raise Refused(403, "The form came from another site.", "Send it from the console.")
            form = await read_form(request)
            officer = await self._find(request, is_act=True)
            if officer is None:
                return await self.ask_again(request, form)
            if permission is not None and not officer.may(permission):
                return self.refuse(request, officer)
            if not _is_token(form.text("token"), officer.csrf_token):
                return await self.keep(request, officer, form)
            return await taken(request, officer, form)

        return DemandingRoute(
            path, endpoint, Demand.SESSION, methods=["POST"], permission=permission
        )

    def upload(self, path: str, taken: TakenFile, permission: Permission) -> DemandingRoute:
        """Return a route that takes a form of ours with a file; strangers' files are not read."""

        async def endpoint(request: Request) -> Response:
            if not is_our_own(request, self.public_url):
                raise Refused(403, "The form came from another site.", "Send it from the console.")
            officer = await self._find(request, is_act=True)
            if officer is None:
                return self._to_sign_in(request)
            if not officer.may(permission):
                return self.refuse(request, officer)
            async with reading_upload(request) as upload:
                if not _is_token(upload.form.text("token"), officer.csrf_token):
                    return await self.keep(request, officer, upload.form)
                return await taken(request, officer, upload)

        return DemandingRoute(
            path, endpoint, Demand.SESSION, methods=["POST"], permission=permission
        )

    def refuse(self, request: Request, officer: Officer) -> Response:
        """Say that the role does not allow it."""
        return self.pages.show(request, "refused.html", officer, status=403)

    async def _find(self, request: Request, *, is_act: bool) -> Officer | None:
        return await self.sessions.find(request.cookies.get(COOKIE, ""), is_act=is_act)

    def _to_sign_in(self, request: Request) -> Response:
        if "hx-request" in request.headers or "event-stream" in request.headers.get("accept", ""):
            # The page says so itself: whoever is writing must not lose the text.
            return Response(status_code=401)
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{SIGN_IN}?{urlencode({'next': request.url.path + query})}", 303)


def _is_token(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), expected.encode())


def checked_next(address: str) -> str:
    """Return a page of the console to go on to; any other address becomes the first page."""
    is_ours = address == PATH or address.startswith(("/console/", "/console?"))
    is_plain = address.isascii() and address.isprintable() and "\\" not in address
    return address if is_ours and is_plain and len(address) <= 500 else PATH  # noqa: PLR2004
