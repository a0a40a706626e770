"""What is shown when a page can't be: HTML to people, JSON to programs."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portal.pages.rendering import Pages

_EXPLAINED = (400, 403, 404, 405, 500)
_PROGRAMS = ("/api/", "/oauth/", "/.well-known/", "/openapi.json", "/simulator/")


class Errors:
    """Answers what went wrong."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    async def refused(self, request: Request, error: Exception) -> Response:
        """Answer an HTTP error."""
        if not isinstance(error, HTTPException):
            return self._answer(request, 500)
        response = self._answer(request, error.status_code)
        response.headers.update(error.headers or {})
        return response

    async def failed(self, request: Request, _error: Exception) -> Response:
        """Answer an error of ours; its trace is logged, not shown."""
        return self._answer(request, 500)

    def _answer(self, request: Request, status: int) -> Response:
        if request.url.path.startswith(_PROGRAMS):
            return JSONResponse({"error": HTTPStatus(status).phrase.lower()}, status)
        shown = status if status in _EXPLAINED else 400
        return self._pages.show(request, "error.html", status=status, shown=shown)
