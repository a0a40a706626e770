"""Reads the chat page's form."""

from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import Request

from bot.channels.body import Refused, read_body, require_content_type

_MAX_FIELDS = 8
_MAX_ID_CHARACTERS = 64


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form holds.

    Attributes:
        text: a typed message, or the payload of the button pressed.
        form_id: the form's one-time id; empty where a page was tampered with.
    """

    text: str
    form_id: str


async def read_sent(request: Request) -> Sent:
    """The form of a request.

    Raises:
        Refused: the body is too large, no form, or no UTF-8.
    """
    require_content_type(request, "application/x-www-form-urlencoded")
    body = await read_body(request)
    try:
        fields = parse_qs(
            body.decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MAX_FIELDS,
        )
    except ValueError as error:
        raise Refused(400, "The form can't be read.", "Go back and send it again.") from error
    text = fields.get("payload") or fields.get("message") or [""]
    form_id = fields.get("message_id", [""])[0]
    is_plain = form_id.isascii() and form_id.isprintable() and len(form_id) <= _MAX_ID_CHARACTERS
    return Sent(text[0].replace("\r\n", "\n"), form_id if is_plain else "")
