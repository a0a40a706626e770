"""Which conversation a browser belongs to: a random id in a signed cookie."""

import secrets
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

COOKIE = "conversation"
PATH = "/chat"
MAX_AGE_SECONDS = 30 * 24 * 3600
_ID_CHARACTERS = 22


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser; `is_new` when it brought no valid cookie."""

    sender_id: str
    is_new: bool


class Identity:
    """Reads and writes the cookie.

    Args:
        secret_key: signs it, so that nobody can claim another's conversation.
        secure: whether the cookie travels over HTTPS only.
    """

    def __init__(self, secret_key: str, *, secure: bool) -> None:
        self._serializer = URLSafeTimedSerializer(secret_key, salt="chat conversation")
        self._secure = secure

    def recognise(self, request: Request) -> Visitor:
        """The visitor of the cookie, or a new one."""
        try:
            known = self._serializer.loads(request.cookies.get(COOKIE, ""), max_age=MAX_AGE_SECONDS)
        except BadData:
            known = None
        if isinstance(known, str) and len(known) == _ID_CHARACTERS:
            return Visitor(known, is_new=False)
        return Visitor(secrets.token_urlsafe(16), is_new=True)

    def remember(self, response: Response, visitor: Visitor) -> None:
        """Sets the cookie; it ends with the browser's session, for phones that are shared."""
        response.set_cookie(
            COOKIE,
            str(self._serializer.dumps(visitor.sender_id)),
            path=PATH,
            secure=self._secure,
            httponly=True,
            samesite="lax",
        )

    def forget(self, response: Response) -> None:
        """Drops the cookie."""
        response.delete_cookie(
            COOKIE, path=PATH, secure=self._secure, httponly=True, samesite="lax"
        )
