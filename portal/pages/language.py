"""Which language a page is shown in."""

from starlette.requests import Request

from portal.pages.words import Language

COOKIE = "portal_lang"


def asked_for(request: Request) -> Language | None:
    """The language the address asks to switch to; None: it doesn't."""
    return _known(request.query_params.get("lang"))


def choose(request: Request) -> Language:
    """What the address asks for, else what was chosen before, else what the browser prefers."""
    chosen = asked_for(request) or _known(request.cookies.get(COOKIE))
    if chosen is not None:
        return chosen
    for part in request.headers.get("accept-language", "").lower().split(","):
        preferred = _known(part.strip()[:2])
        if preferred is not None:
            return preferred
    return Language.VI


def _known(value: str | None) -> Language | None:
    return Language(value) if value in set(Language) else None
