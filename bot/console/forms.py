"""Reads the console's forms."""

from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import Request

from bot.channels.body import Refused, read_body, require_content_type

LONGEST_FORM_BYTES = 512 * 1024
"""A reply that is too long must still come back to its writer."""
_MOST_FIELDS = 40


@dataclass(frozen=True, slots=True)
class Form:
    """What was sent; a field that is missing reads as empty."""

    fields: dict[str, list[str]]

    def text(self, name: str) -> str:
        """Return a field, with line breaks as we keep them and without NUL and surrogates."""
        found = self.fields.get(name, [""])[0].replace("\r\n", "\n").replace("\0", "")
        return found.encode("utf-8", "ignore").decode("utf-8")

    def word(self, name: str) -> str:
        """Return a field of one line."""
        return " ".join(self.text(name).split())

    def number(self, name: str) -> int:
        """Return a field that holds a number of ours.

        Raises:
            Refused: it does not.
        """
        found = self.word(name)
        if not (found.isascii() and found.isdigit() and len(found) <= 18):  # noqa: PLR2004 - a bigint
            raise Refused(400, f"{name} is no number.", "Go back and send the form again.")
        return int(found)


async def read_form(request: Request) -> Form:
    """Return the form of a request.

    Raises:
        Refused: the body is too large, no form, or no UTF-8.
    """
    require_content_type(request, "application/x-www-form-urlencoded")
    body = await read_body(request, LONGEST_FORM_BYTES)
    try:
        fields = parse_qs(
            body.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except ValueError as error:
        raise Refused(400, "The form can't be read.", "Go back and send it again.") from error
    return Form(fields)
