"""Which language the page is shown in."""

from starlette.requests import Request

from bot.messages import Language

COOKIE = "lang"


def _known(value: str | None) -> Language | None:
    return Language(value) if value in set(Language) else None


def _preferred(accept_language: str) -> Language:
    for part in accept_language.lower().split(","):
        language = _known(part.strip()[:2])
        if language is not None:
            return language
    return Language.VI


def asked_for(request: Request) -> Language | None:
    """The language the address asks to switch to."""
    return _known(request.query_params.get("lang"))


def choose(request: Request) -> Language:
    """What the address asks for, else what was chosen before, else what the browser prefers."""
    return (
        asked_for(request)
        or _known(request.cookies.get(COOKIE))
        or _preferred(request.headers.get("accept-language", ""))
    )
