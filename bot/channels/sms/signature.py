"""Lets only the requests through that Twilio signed.

Source: https://www.twilio.com/docs/usage/webhooks/webhooks-security. The signature covers the
address that Twilio called, which behind a proxy is not the one we see: the configured one counts.
"""

from urllib.parse import parse_qsl

from starlette.datastructures import ImmutableMultiDict
from starlette.requests import Request
from twilio.request_validator import RequestValidator

from bot.channels.body import Refused, read_body, require_content_type

HEADER = "X-Twilio-Signature"
Form = ImmutableMultiDict[str, str]


class Signature:
    """Reads signed forms.

    Args:
        auth_token: Twilio signs with it; an empty one anybody could sign with, so none passes.
        public_url: the address that Twilio was told to call.
    """

    def __init__(self, auth_token: str, public_url: str) -> None:
        self._validator = RequestValidator(auth_token)
        self._has_token = bool(auth_token.strip())
        self._public_url = public_url.rstrip("/")

    async def read_form(self, request: Request) -> Form:
        """Return the form.

        Raises:
            Refused: it is not signed, was changed or cut, or is no form.
        """
        require_content_type(request, "application/x-www-form-urlencoded")
        body = await read_body(request)
        form = _parse(body)
        signature = request.headers.get(HEADER, "")
        if not self._is_signed(request, form, signature):
            raise Refused(
                403,
                "The signature is not Twilio's.",
                "Set VNEID_PUBLIC_URL to the address that Twilio calls, and check the token.",
            )
        return form

    def _is_signed(self, request: Request, form: Form, signature: str) -> bool:
        return self._has_token and bool(
            self._validator.validate(self._address(request), form, signature)
        )

    def _address(self, request: Request) -> str:
        query = request.url.query
        return self._public_url + request.url.path + (f"?{query}" if query else "")


def _parse(body: bytes) -> Form:
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise Refused(400, "The form is not UTF-8.", "Send it as Twilio does.") from error
    return ImmutableMultiDict(pairs)
