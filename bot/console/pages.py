"""Renders the console's pages in either language."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.console.words import Words
from bot.locale import catalogues
from bot.messages import Language
from bot.pages import languages
from bot.pages.assets import Assets
from bot.pages.templates import environment
from bot.services.sessions import Officer

FILES = (("bot.console", "static/console.css"), ("bot.console", "static/console.js"))
_YEAR_SECONDS = 365 * 24 * 3600


class Pages:
    """The templates of both languages.

    Args:
        topics: names of what a ticket can be about, by language.
    """

    def __init__(self, assets: Assets, topics: Mapping[Language, Mapping[str, str]]) -> None:
        self._environments = {
            language: environment("bot.console", language, assets) for language in Language
        }
        for language, made in self._environments.items():
            made.globals.update(Words(language, topics[language]).for_templates())

    def show(
        self,
        request: Request,
        template: str,
        officer: Officer | None,
        values: Mapping[str, object] | None = None,
        *,
        status: int = 200,
    ) -> Response:
        """Return a page; what it shows is nobody else's, so nothing on the way keeps it."""
        language = languages.choose(request)
        html = (
            self._environments[language]
            .get_template(template)
            .render(officer=officer, path=request.url.path, here=_here(request), **(values or {}))
        )
        response = HTMLResponse(html, status, {"Cache-Control": "no-store"})
        if languages.asked_for(request):
            response.set_cookie(
                languages.COOKIE,
                language,
                _YEAR_SECONDS,
                path="/console",
                httponly=True,
                samesite="lax",
            )
        return response

    def render(self, language: Language, template: str, values: Mapping[str, object]) -> str:
        """Return a part of a page that is the same for everybody."""
        return self._environments[language].get_template(template).render(**values)

    def text(self, request: Request, msgid: str) -> str:
        """Return a page string in the language of a request."""
        return catalogues.load(languages.choose(request)).ugettext(msgid)


def _here(request: Request) -> str:
    """Return the address that leads back here in another language."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "lang"]
    address = request.url.replace_query_params(**dict(kept))
    return f"{address.path}?{address.query}&lang=" if address.query else f"{address.path}?lang="
