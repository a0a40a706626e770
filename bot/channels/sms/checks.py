"""Asks Twilio and our own webhook whether text messages can work."""

from urllib.parse import urlsplit

import httpx
from twilio.request_validator import RequestValidator

from bot.channels.finding import Finding
from bot.channels.sms.signature import HEADER
from bot.channels.sms.twilio import STATUS_PATH, TwilioAccount

SECONDS = 10.0
_REFUSED, _GONE, _TAKEN = 403, 404, 204


async def check_account(account: TwilioAccount) -> Finding:
    """Say whether Twilio knows the account and its token."""
    url = f"{account.api_url}/2010-04-01/Accounts/{account.account_sid}/Messages.json"
    async with httpx.AsyncClient(timeout=SECONDS) as client:
        try:
            response = await client.get(
                url, params={"PageSize": 1}, auth=(account.account_sid, account.auth_token)
            )
        except httpx.HTTPError as error:
            return Finding(type(error).__name__, f"Let this machine reach {account.api_url}.")
    if response.is_success:
        kind = "two-way" if account.is_two_way else "one-way: citizens can't answer a brand name"
        return Finding(f"signed in, sender {kind}")
    advice = "Compare VNEID_TWILIO_ACCOUNT_SID and VNEID_TWILIO_AUTH_TOKEN with Twilio's console."
    return Finding(f"Twilio answers {response.status_code}", advice)


async def check_webhook(account: TwilioAccount) -> Finding:
    """Call our own webhook as Twilio would, with a receipt that changes nothing."""
    if urlsplit(account.public_url).scheme != "https":
        return Finding(
            "VNEID_PUBLIC_URL is not https", "Set it to the address that Twilio can reach."
        )
    return await call_webhook(account)


async def call_webhook(account: TwilioAccount) -> Finding:
    """Call it, over whatever the address is."""
    url = f"{account.public_url.rstrip('/')}{STATUS_PATH}0"
    form = {"MessageSid": "SM0", "MessageStatus": "queued"}
    signature = RequestValidator(account.auth_token).compute_signature(url, form)
    async with httpx.AsyncClient(timeout=SECONDS) as client:
        try:
            response = await client.post(url, data=form, headers={HEADER: signature})
        except httpx.HTTPError as error:
            return Finding(type(error).__name__, "Let the proxy pass /webhooks/ on to vneid-bot.")
    advice = {
        _TAKEN: "",
        _REFUSED: "Give the web processes the same VNEID_PUBLIC_URL and VNEID_TWILIO_AUTH_TOKEN.",
        _GONE: "Start the web processes with the VNEID_TWILIO_ settings; pass /webhooks/ on.",
    }.get(response.status_code, "Look at the web process's log.")
    return Finding(f"our webhook answers {response.status_code}", advice)
