"""Reads the forms of our own pages, and nobody else's."""

from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request

from portal.pages.visits import Visit
from portal.web.bodies import BadBody, read_form


async def posted_form(request: Request) -> dict[str, str]:
    """Return the fields; a form of another site is refused with 403, a broken one with 400."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403)
    try:
        return await read_form(request)
    except BadBody as problem:
        raise HTTPException(400) from problem


async def own_form(request: Request, visit: Visit | None) -> tuple[Visit, dict[str, str]]:
    """Return the visit with the fields; 403 unless the form was made for this visit."""
    form = await posted_form(request)
    if visit is None or not visit.owns(form):
        raise HTTPException(403)
    return visit, form
