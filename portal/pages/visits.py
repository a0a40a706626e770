"""Who is signed in: a signed cookie, worthless after a restart."""

import hmac
import secrets
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

COOKIE = "portal_session"
VISIT_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Visit:
    """One sign-in.

    Attributes:
        form_key: what every form of this visit must bring back.
    """

    citizen: int
    form_key: str

    def owns(self, form: dict[str, str]) -> bool:
        """Whether the form was made for this visit."""
        given = form.get("form_key", "").encode("utf-8", "replace")
        return hmac.compare_digest(given, self.form_key.encode())


class Visits:
    """Writes and reads the cookie."""

    def __init__(self, *, is_https: bool) -> None:
        self._is_https = is_https
        self._serializer = URLSafeTimedSerializer(secrets.token_bytes(32))

    def find(self, request: Request) -> Visit | None:
        """Return the visit of a request; None: nobody is signed in."""
        try:
            citizen, form_key = self._serializer.loads(
                request.cookies.get(COOKIE, ""), max_age=VISIT_SECONDS
            )
        except BadData:
            return None
        return Visit(citizen, form_key)

    def begin(self, response: Response, citizen: int) -> None:
        """Sign a citizen in."""
        response.set_cookie(
            COOKIE,
            self._serializer.dumps([citizen, secrets.token_urlsafe(16)]),
            max_age=VISIT_SECONDS,
            httponly=True,
            samesite="lax",
            secure=self._is_https,
        )

    def end(self, response: Response) -> None:
        """Sign out."""
        response.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=self._is_https)
