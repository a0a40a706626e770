"""Reads forms and JSON of a limited size."""

import json
from urllib.parse import parse_qsl

from starlette.requests import Request

MOST_BYTES = 16 * 1024
MOST_FIELDS = 50
FORM_TYPE = "application/x-www-form-urlencoded"


class BadBody(Exception):
    """The body can't be read; the text says why, in ASCII without quotes."""


async def _read(request: Request, media_type: str) -> str:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise BadBody("The body is too large")
    given = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if body and given != media_type:
        raise BadBody(f"The body must be {media_type}")
    return body.decode("utf-8", "replace")


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a form.

    Raises:
        BadBody: another content type, too large, too many fields, or a field given twice.
    """
    text = await _read(request, FORM_TYPE)
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise BadBody("The form has too many fields") from error
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise BadBody("A parameter is given twice")
    return fields


async def read_json(request: Request) -> object:
    """Return the JSON value of the body.

    Raises:
        BadBody: another content type, too large, or no JSON.
    """
    text = await _read(request, "application/json")
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadBody("The body is not JSON") from error
    return value
