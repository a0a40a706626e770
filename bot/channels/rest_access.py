"""Who may use the REST channel."""

import hmac
import ipaddress
from collections.abc import Callable

from starlette.requests import Request

from bot.channels.body import Refused

Guard = Callable[[Request], None]


def is_loopback(host_header: str) -> bool:
    """Whether a Host header names this machine, such as `localhost:5005` or `[::1]`."""
    name, colon, port = host_header.strip().rpartition(":")
    if not colon or not port.isdigit():
        name = host_header.strip()
    name = name.removeprefix("[").removesuffix("]")
    if name.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _given_token(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return token.strip()
    return request.query_params.get("token", "")


def _token_guard(token: str) -> Guard:
    expected = token.encode()

    def check(request: Request) -> None:
        given = _given_token(request).encode("utf-8", "surrogatepass")
        if not hmac.compare_digest(given, expected):
            raise Refused(
                401, "The token is missing or wrong.", "Send it as `Authorization: Bearer …`."
            )

    return check


def _check_loopback(request: Request) -> None:
    # A page elsewhere can point its own name at 127.0.0.1; then Host still bears that name.
    host = request.headers.get("host", "")
    if not is_loopback(host):
        raise Refused(
            403, "Without a token only this machine is served.", "Use 127.0.0.1 or set a token."
        )
    origin = request.headers.get("origin")
    if origin is not None and origin.partition("://")[2] != host:
        raise Refused(403, "Another site's page may not call this.", "Call it from a program.")


def _closed(_request: Request) -> None:
    raise Refused(403, "The REST channel is closed.", "Set VNEID_REST_TOKEN on the server.")


def guard(token: str | None, *, insecure: bool) -> Guard:
    """The check that every REST request passes first.

    Args:
        token: what callers must know; None or empty: none is set.
        insecure: whether callers by a loopback name are let in where no token is set.

    Returns:
        A function that raises Refused for those not let in.
    """
    if token:
        return _token_guard(token)
    return _check_loopback if insecure else _closed
