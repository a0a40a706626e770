"""rasa-sdk's own action server, which Rasa must show a token."""

import hmac
import warnings
from typing import Any, TypeAlias

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import Request, Sanic
from sanic.response import HTTPResponse, json

Server: TypeAlias = Sanic[Any, Any]

OPEN_PATHS = frozenset(["/health"])
"""Asked for by whoever watches the server; tells nothing."""


def make_server(executor: ActionExecutor, token: str) -> Server:
    """Return the server; a call without `?token=` is refused before it is read.

    Args:
        executor: knows the actions.
        token: what Rasa sends, as `token:` of the endpoint says.
    """
    server: Server = create_app(executor, cors_origins=[])
    expected = token.encode()

    async def require_token(request: Request) -> HTTPResponse | None:
        given = request.args.get("token") or ""
        if request.path in OPEN_PATHS or hmac.compare_digest(given.encode(), expected):
            return None
        return json({"error": "the token is missing or wrong"}, status=401)

    server.register_middleware(require_token, "request", priority=1)
    return server


def serve(server: Server, host: str, port: int) -> None:
    """Serve in this process until it is told to end."""
    # rasa-sdk 3.21 speaks the protocol of Rasa 3.6 and says on each call that it might not
    warnings.filterwarnings("ignore", message="Your versions of rasa and rasa_sdk might not be")
    server.run(host=host, port=port, single_process=True, access_log=False, motd=False)
