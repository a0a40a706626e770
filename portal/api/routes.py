"""The routes of the API."""

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749.errors import InvalidRequestError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from portal.api.description import describe_api
from portal.api.link_status import read_link_status
from portal.faults.passing import fault_of
from portal.oauth.exchange import FormRequest, read_request
from portal.oauth.metadata import write_metadata
from portal.simulation import Simulation
from portal.web.bodies import BadBody

UNKEPT = {"Cache-Control": "no-store", "Pragma": "no-cache"}


class Api:
    """Answers programs."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation
        self._authorization = simulation.authorization
        public_url = simulation.options.public_url
        self._metadata = write_metadata(public_url)
        self._description = describe_api(public_url)

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [
            Route("/.well-known/oauth-authorization-server", self.metadata),
            Route("/openapi.json", self.description),
            Route("/oauth/device_authorization", self.device_authorization, methods=["POST"]),
            Route("/oauth/token", self.token, methods=["POST"]),
            Route("/oauth/revoke", self.revoke, methods=["POST"]),
            Route("/api/v1/link-status", self.link_status),
        ]

    async def metadata(self, _request: Request) -> Response:
        """What the authorization server offers."""
        return JSONResponse(self._metadata)

    async def description(self, _request: Request) -> Response:
        """The OpenAPI document."""
        return JSONResponse(self._description)

    async def device_authorization(self, request: Request) -> Response:
        """Give out a pair of codes."""
        return await self._endpoint("device_authorization", request)

    async def revoke(self, request: Request) -> Response:
        """Take a token back."""
        return await self._endpoint("revocation", request)

    async def token(self, request: Request) -> Response:
        """Answer a poll."""
        asked = await self._read(request)
        if isinstance(asked, Response):
            return asked
        return self._authorization.create_token_response(asked)

    async def link_status(self, request: Request) -> Response:
        """Tell where the citizen of the token stands."""
        try:
            token = self._simulation.protector.require(request)
        except OAuth2Error as error:
            return self._authorization.refuse(error)
        document = read_link_status(self._simulation, token.citizen, fault_of(request))
        return JSONResponse(document, headers=UNKEPT)

    async def _endpoint(self, name: str, request: Request) -> Response:
        asked = await self._read(request)
        if isinstance(asked, Response):
            return asked
        answer: Response = self._authorization.create_endpoint_response(name, asked)
        return answer

    async def _read(self, request: Request) -> FormRequest | Response:
        try:
            return await read_request(request, self._simulation.options.public_url)
        except BadBody as problem:
            return self._authorization.refuse(InvalidRequestError(str(problem)))
