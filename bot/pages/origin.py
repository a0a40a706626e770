"""Whether a form was sent by our own page (against cross-site request forgery)."""

from starlette.requests import Request


def is_our_own(request: Request, public_url: str | None) -> bool:
    """Whether the browser vouches that our page sent this.

    Browsers send Sec-Fetch-Site over HTTPS and on this machine, and Origin with every POST; a
    request with neither comes from no browser we could trust.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin", "null")
    if public_url is not None and origin == public_url.rstrip("/"):
        return True
    scheme, _, host = origin.partition("://")
    return scheme in {"http", "https"} and host == request.headers.get("host")
