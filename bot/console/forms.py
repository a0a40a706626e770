"""Reads the console's forms."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import parse_qs

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.channels.body import Refused, read_body, require_content_type

LONGEST_FORM_BYTES = 512 * 1024
"""A reply that is too long must still come back to its writer."""
LARGEST_UPLOAD_BYTES = 256 * 1024 * 1024
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

    def words(self, name: str) -> list[str]:
        """Return a field that may stand in a form several times."""
        return [" ".join(one.split()) for one in self.fields.get(name, [])]

    def number(self, name: str) -> int:
        """Return a field that holds a number of ours.

        Raises:
            Refused: it does not.
        """
        found = self.word(name)
        if not (found.isascii() and found.isdigit() and len(found) <= 18):  # noqa: PLR2004 - a bigint
            raise Refused(400, f"{name} is no number.", "Go back and send the form again.")
        return int(found)


@dataclass(frozen=True, slots=True)
class Upload:
    """A form with a file.

    Attributes:
        path: a copy of the file, as long as the form is being answered; None: none was chosen.
    """

    form: Form
    path: Path | None


@asynccontextmanager
async def reading_upload(request: Request) -> AsyncIterator[Upload]:
    """Yield the form and the file of a request.

    Raises:
        Refused: it is too large, says no size, or is no such form.
    """
    length = request.headers.get("content-length", "")
    if not (length.isascii() and length.isdigit()) or int(length[:15]) > LARGEST_UPLOAD_BYTES:
        limit = LARGEST_UPLOAD_BYTES // 1024 // 1024
        raise Refused(413, f"The file is larger than {limit} MB.", "Import it in parts.")
    try:
        given = await request.form(max_files=1, max_fields=_MOST_FIELDS)
    except HTTPException as error:
        raise Refused(400, "The form can't be read.", "Go back and send it again.") from error
    async with AsyncExitStack() as stack:
        stack.push_async_callback(given.close)
        fields = {key: [value] for key, value in given.items() if isinstance(value, str)}
        file = given.get("file")
        path = None
        if isinstance(file, UploadFile) and file.size:
            copy = stack.enter_context(NamedTemporaryFile(suffix=".csv"))  # noqa: SIM115
            await asyncio.to_thread(shutil.copyfileobj, file.file, copy)
            copy.flush()
            path = Path(copy.name)
        yield Upload(Form(fields), path)


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
