"""Puts words and values into the templates."""

import hashlib
from importlib.resources import files
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from portal.pages import language as languages
from portal.pages.visits import Visit
from portal.pages.words import Words


def _digest(name: str) -> str:
    content = (files("portal.pages") / "static" / name).read_bytes()
    return hashlib.sha256(content).hexdigest()[:12]


def _asset(name: str) -> str:
    """Return the address of a file, with its digest: it may be kept for ever."""
    return f"/static/{name}?v={_digest(name)}"


class Pages:
    """All templates."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("portal.pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        names = ("portal.css", "gate.svg")
        self._environment.globals["assets"] = {name: _asset(name) for name in names}

    def show(
        self,
        request: Request,
        template: str,
        *,
        visit: Visit | None = None,
        status: int = 200,
        **values: object,
    ) -> Response:
        """Return a page in the visitor's language."""
        chosen = languages.choose(request)
        query = dict(request.query_params) if request.method == "GET" else {}
        html = self._environment.get_template(template).render(
            t=Words(chosen),
            language=chosen,
            visit=visit,
            switch="?" + urlencode(query | {"lang": chosen.other.value}),
            is_posted=request.method == "POST",
            **values,
        )
        response = HTMLResponse(html, status, {"Cache-Control": "no-store"})
        if languages.asked_for(request):
            response.set_cookie(languages.COOKIE, chosen.value, max_age=31_536_000, samesite="lax")
        return response
