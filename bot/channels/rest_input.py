"""Turns REST requests into messages, or says what is wrong with them."""

import json

from starlette.requests import Request

from bot.channels.body import Refused, read_body, require_content_type
from bot.messages import ChannelName, InboundMessage

MAX_NAME_CHARACTERS = 255
"""Of a sender or a message id."""


async def _fields(request: Request) -> dict[str, object]:
    require_content_type(request, "application/json")
    body = await read_body(request)
    try:
        fields = json.loads(body.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Refused(400, "The body is not UTF-8.", "Encode the JSON as UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise Refused(400, "The body is not JSON.", 'Send an object such as {"…": "…"}.') from error
    if not isinstance(fields, dict):
        raise Refused(400, "The body must be a JSON object.", 'Send {"sender": …, "message": …}.')
    return fields


def _text(fields: dict[str, object], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise Refused(400, f"“{name}” is missing or not a string.", f"Give “{name}” as a string.")
    if not value:
        raise Refused(400, f"“{name}” is empty.", f"Give “{name}” at least one character.")
    return value


def checked_name(value: str, field: str) -> str:
    """A sender or message id that can be stored and sent back as it is."""
    if len(value) > MAX_NAME_CHARACTERS:
        hint = f"Use at most {MAX_NAME_CHARACTERS} characters."
        raise Refused(400, f"“{field}” is too long.", hint)
    # Lone surrogates can't be encoded, NUL can't be stored: neither is printable.
    if not value.isprintable():
        raise Refused(400, f"“{field}” has control characters.", "Use printable characters only.")
    return value


async def read_message(request: Request) -> InboundMessage:
    """The message of a webhook call.

    Raises:
        Refused: it can't be used.
    """
    fields = await _fields(request)
    sender = checked_name(_text(fields, "sender"), "sender")
    given = request.headers.get("idempotency-key") or fields.get("message_id")
    message_id = None if given is None else checked_name(_id(given), "message_id")
    return InboundMessage(
        channel=ChannelName.REST,
        sender_id=sender,
        text=_text(fields, "message"),
        message_id=message_id,
    )


def _id(given: object) -> str:
    if isinstance(given, str) and given:
        return given
    raise Refused(400, "“message_id” is not a string.", "Give it as a string or leave it out.")


async def read_text(request: Request) -> str:
    """The text to be parsed.

    Raises:
        Refused: it can't be used.
    """
    return _text(await _fields(request), "text")
