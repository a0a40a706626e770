"""The REST channel: the addresses and shapes of Rasa's.

Source: https://rasa.com/docs/rasa/connectors/your-own-website and
https://rasa.com/docs/rasa/pages/http-api, read through Rasa 3.6.21.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

from bot.channels import rest_access, rest_input
from bot.channels.body import Refused
from bot.channels.ports import WebServices
from bot.messages import Reply
from bot.pages.demands import Demand, DemandingRoute


def as_json(recipient_id: str, reply: Reply) -> dict[str, object]:
    """One element of a webhook's answer."""
    message: dict[str, object] = {"recipient_id": recipient_id, "text": reply.text}
    if reply.buttons:
        message["buttons"] = [{"title": b.title, "payload": b.payload} for b in reply.buttons]
    return message


def refusal(refused: Refused) -> Response:
    """A refusal as a program reads it."""
    headers = {"WWW-Authenticate": "Bearer"} if refused.status == 401 else None  # noqa: PLR2004
    body = {"error": refused.error, "hint": refused.hint}
    return JSONResponse(body, refused.status, headers)


class RestChannel:
    """The endpoints of the REST channel."""

    def __init__(self, services: WebServices) -> None:
        self._services = services
        self._guard = rest_access.guard(services.rest_token, insecure=services.insecure_rest)

    async def webhook(self, request: Request) -> Response:
        """Answers a message with a list of replies."""
        self._guard(request)
        message = await rest_input.read_message(request)
        turn = await self._services.turns.handle(message)
        return JSONResponse([as_json(message.sender_id, reply) for reply in turn.replies])

    async def parse(self, request: Request) -> Response:
        """Says how a text is understood, without answering it."""
        self._guard(request)
        text = await rest_input.read_text(request)
        return JSONResponse(self._services.parse(text))

    async def tracker(self, request: Request) -> Response:
        """Tells a conversation in Rasa's words."""
        self._guard(request)
        sender = rest_input.checked_name(request.path_params["sender_id"], "conversation id")
        tracker = await self._services.conversations.tracker(sender)
        if tracker is None:
            raise Refused(404, "There is no such conversation.", "Ask with the sender's exact id.")
        return JSONResponse(tracker)

    async def status(self, request: Request) -> Response:
        """Names the model that answers."""
        self._guard(request)
        model_id = self._services.model_id
        return JSONResponse(
            {"model_id": model_id, "model_file": model_id, "num_active_training_jobs": 0}
        )

    async def health(self, _request: Request) -> Response:
        """Says that the channel listens; open to all, as Rasa's."""
        return JSONResponse({"status": "ok"})


def routes(services: WebServices) -> list[BaseRoute]:
    """The REST channel's routes, the busiest first: they are matched in order."""
    channel = RestChannel(services)
    return [
        DemandingRoute("/webhooks/rest/webhook", channel.webhook, Demand.TOKEN, methods=["POST"]),
        DemandingRoute("/webhooks/rest/", channel.health, Demand.NOTHING),
        DemandingRoute("/model/parse", channel.parse, Demand.TOKEN, methods=["POST"]),
        DemandingRoute("/conversations/{sender_id:path}/tracker", channel.tracker, Demand.TOKEN),
        DemandingRoute("/status", channel.status, Demand.TOKEN),
    ]
