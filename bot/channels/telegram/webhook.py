"""The webhook: 200 once an update is stored, nothing before."""

import hmac
import json
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.body import Refused, read_body
from bot.channels.telegram.intake import Intake
from bot.errors import SettingsError
from bot.pages.demands import Demand, DemandingRoute

PATH = "/webhooks/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
LARGEST_UPDATE_BYTES = 1024 * 1024
"""A long message, the one it answers and all their formatting; escaped, six bytes a letter."""
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")


def require_secret(secret: str | None) -> str:
    """Return the secret that Telegram sends with each update.

    Raises:
        SettingsError: there is none, or Telegram would not take it.
    """
    if secret is None or not _SECRET.fullmatch(secret):
        raise SettingsError(
            "VNEID_TELEGRAM_SECRET must have 16 to 256 letters, digits, _ or -: without it anyone "
            "could write in a citizen's name"
        )
    return secret


class Webhook:
    """Takes updates from whoever knows the secret."""

    def __init__(self, intake: Intake, secret: str) -> None:
        self._intake = intake
        self._secret = require_secret(secret).encode()

    async def take(self, request: Request) -> Response:
        """Store an update and answer it beside the request; an error makes Telegram send again."""
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogatepass")
        if not hmac.compare_digest(given, self._secret):
            raise Refused(401, "The secret token is missing or wrong.", "Run telegram setup.")
        await self._intake.take(_read(await read_body(request, LARGEST_UPDATE_BYTES)))
        return Response(status_code=200)


def _read(body: bytes) -> dict[str, Any]:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "The body is not JSON.", "Send an update as Telegram does.") from error
    if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
        raise Refused(400, "The body is no update.", "Send an update as Telegram does.")
    return update


def routes(intake: Intake, secret: str) -> list[DemandingRoute]:
    """Return the webhook's route."""
    return [DemandingRoute(PATH, Webhook(intake, secret).take, Demand.TOKEN, methods=["POST"])]
