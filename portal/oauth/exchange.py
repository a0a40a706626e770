"""Starlette's requests in the form that authlib reads."""

from collections import defaultdict
from dataclasses import dataclass

from authlib.oauth2.rfc6749 import OAuth2Payload, OAuth2Request
from starlette.requests import Request

from portal.faults.fault import Fault
from portal.faults.passing import fault_of
from portal.web.bodies import read_form


@dataclass(frozen=True, slots=True)
class Fields(OAuth2Payload):
    """The fields of the form; each was given once."""

    fields: dict[str, str]

    @property
    def data(self) -> dict[str, str]:
        """The fields, under authlib's name for them."""
        return self.fields

    @property
    def datalist(self) -> defaultdict[str, list[str]]:
        """The fields as lists of one."""
        return defaultdict(list, {name: [value] for name, value in self.fields.items()})


class FormRequest(OAuth2Request):
    """A request whose form has been read.

    Attributes:
        fault: what shall go wrong inside the grant; None: nothing.
    """

    def __init__(self, request: Request, public_url: str, fields: dict[str, str]) -> None:
        # The public address: behind a proxy the request itself arrives without TLS.
        super().__init__(request.method, public_url + request.url.path, headers=request.headers)
        self.payload = Fields(fields)
        self.fault: Fault | None = fault_of(request)

    @property
    def form(self) -> dict[str, str]:
        """The fields of the body."""
        return self.payload.data

    @property
    def args(self) -> dict[str, str]:
        """Nothing: parameters stand in the body only."""
        return {}


async def read_request(request: Request, public_url: str) -> FormRequest:
    """Read the form; raises BadBody like `read_form`."""
    return FormRequest(request, public_url, await read_form(request))
