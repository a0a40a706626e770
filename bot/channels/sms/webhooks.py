"""What Twilio tells us: messages of citizens, and what became of ours."""

from collections.abc import Mapping

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from bot.channels.body import Refused
from bot.channels.ports import Dispatch, SmsServices, Turns
from bot.channels.sms.codes import CODES, RECEIPTS, Meaning
from bot.channels.sms.phones import read_phone
from bot.channels.sms.signature import Form, Signature
from bot.channels.sms.twilio import STATUS_PATH
from bot.messages import ChannelName, InboundMessage
from bot.pages.demands import Demand, DemandingRoute

log = structlog.get_logger()

INBOUND_PATH = "/webhooks/sms/inbound"
OBEYED: Mapping[str, str] = {"STOP": "opt_out", "START": "opt_in", "HELP": "ask_help"}
"""What Twilio has done and answered itself, where a Messaging Service has Advanced Opt-Out.

Source: https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out
"""
NOTHING_TO_SAY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
"""The answer goes out as a message of its own, so that it is kept and followed like any other."""


class SmsWebhooks:
    """The addresses that Twilio calls."""

    def __init__(self, services: SmsServices, turns: Turns, dispatch: Dispatch) -> None:
        self._signature = Signature(services.auth_token, services.public_url)
        self._services = services
        self._turns = turns
        self._dispatch = dispatch

    async def inbound(self, request: Request) -> Response:
        """Take a message in; the reply follows as a delivery."""
        message = _message(await self._signature.read_form(request))
        if message is not None:
            turn = await self._turns.handle(message)
            self._dispatch.soon(turn.conversation_id)
        return Response(NOTHING_TO_SAY, media_type="text/xml")

    async def status(self, request: Request) -> Response:
        """Take a receipt in; late, twice and out of order is all the same."""
        form = await self._signature.read_form(request)
        status = form.get("MessageStatus", "")
        if status not in RECEIPTS:
            log.warning("sms_status_unknown", status=status[:20])
        receipt, code = RECEIPTS.get(status), form.get("ErrorCode") or None
        if receipt is not None:
            conversation = await self._services.record_receipt(
                request.path_params["delivery_id"],
                form.get("MessageSid", ""),
                receipt.value,
                code,
                _is_opt_out(code),
            )
            if conversation is not None:
                self._dispatch.soon(conversation)
        return Response(status_code=204)


def _message(form: Form) -> InboundMessage | None:
    """Return what a citizen wrote; None: it was no person with a phone."""
    sender, message_id = read_phone(form.get("From", "")).e164, form.get("MessageSid")
    if not message_id:
        raise Refused(400, "The message has no MessageSid.", "Send it as Twilio does.")
    if sender is None:
        log.info("sms_of_no_phone")
        return None
    return InboundMessage(
        channel=ChannelName.SMS,
        sender_id=sender,
        text=form.get("Body", ""),
        message_id=message_id,
        obeyed=OBEYED.get(form.get("OptOutType", "")),
    )


def _is_opt_out(code: str | None) -> bool:
    known = CODES.get(int(code)) if code and code.isdecimal() and code.isascii() else None
    return known is Meaning.OPT_OUT


def routes(services: SmsServices, turns: Turns, dispatch: Dispatch) -> list[BaseRoute]:
    """Return the routes of the channel."""
    webhooks = SmsWebhooks(services, turns, dispatch)
    return [
        DemandingRoute(INBOUND_PATH, webhooks.inbound, Demand.SIGNATURE, methods=["POST"]),
        DemandingRoute(
            STATUS_PATH + "{delivery_id:int}",
            webhooks.status,
            Demand.SIGNATURE,
            methods=["POST"],
        ),
    ]
