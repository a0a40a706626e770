"""Reads request bodies of bounded size and says why one can't be used."""

from starlette.requests import ClientDisconnect, Request

MAX_BODY_BYTES = 64 * 1024


class Refused(Exception):
    """A request that can't be served as it came.

    Args:
        status: the HTTP status.
        error: what is wrong, for a person.
        hint: what to do about it.
    """

    def __init__(self, status: int, error: str, hint: str) -> None:
        super().__init__(error)
        self.status = status
        self.error = error
        self.hint = hint


def _too_large(most_bytes: int) -> Refused:
    limit = f"{most_bytes // 1024} KiB"
    return Refused(413, f"The body is larger than {limit}.", "Send one short question at a time.")


async def read_body(request: Request, most_bytes: int = MAX_BODY_BYTES) -> bytes:
    """The whole body.

    Raises:
        Refused: it is too large (reading stops there) or the sender hung up.
    """
    declared = request.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared[:12]) > most_bytes:
        raise _too_large(most_bytes)
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > most_bytes:
                raise _too_large(most_bytes)
    except ClientDisconnect as error:
        raise Refused(400, "The body ended early.", "Send the request again.") from error
    return bytes(body)


def require_content_type(request: Request, expected: str) -> None:
    """Refuses a body of another type or of another character set than UTF-8."""
    essence, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = parameters.partition("charset=")[2].strip(' "')
    if essence.strip() != expected or charset not in {"", "utf-8", "utf8", "us-ascii"}:
        raise Refused(
            415, f"The content type must be {expected} in UTF-8.", f"Set Content-Type: {expected}."
        )
