"""Good answers of a portal, a portal that always answers the same, and the calls to it."""

import json
from datetime import UTC, datetime

import httpx

from bot.portal_client.client import PortalClient
from bot.portal_client.outcomes import LiveConsent

MISSING = object()
CONSENT = LiveConsent(1, datetime(2026, 11, 22, tzinfo=UTC))
PORTAL = "https://portal.example"
CODES = {
    "device_code": "d" * 43,
    "user_code": "BCDF-GHJK",
    "verification_uri": f"{PORTAL}/activate",
    "expires_in": 600,
    "interval": 5,
}
TOKEN = {"access_token": "t" * 43, "token_type": "Bearer", "expires_in": 300}
STATUS = {
    "portal_account": {"exists": True, "owner_type": "citizen", "status": "active"},
    "cccd_check": {"state": "verified", "mismatch_fields": []},
    "vneid": {
        "exists": True,
        "level": 2,
        "activation": "active",
        "lock": "none",
        "device_bound": True,
    },
    "link": {"state": "linked", "linked_on": "2024-06-01", "data_migration": "done"},
    "system": {"portal": "up", "vneid": "up"},
    "result": {
        "state": "LINKED",
        "next_action": "check_old_dossiers",
        "escalate": "L0",
        "as_of": "2026-11-22T10:00:00+07:00",
        "retry_after_s": None,
    },
}


def answering(answer):
    """A client of a portal that always answers so."""
    requests = []

    def handle(request):
        requests.append(request)
        return answer if isinstance(answer, httpx.Response) else httpx.Response(200, json=answer)

    client = PortalClient(PORTAL, "secret", transport=httpx.MockTransport(handle))
    client.requests = requests
    return client


async def codes(client):
    return await client.authorize_device(CONSENT)


async def token(client):
    return await client.poll("d" * 43, CONSENT)


async def status(client):
    return await client.read_link_status("t" * 43, CONSENT)


CALLS = {"codes": (codes, CODES), "token": (token, TOKEN), "status": (status, STATUS)}


def changed(document, path, value):
    copied = json.loads(json.dumps(document))
    inside = copied
    for name in path[:-1]:
        inside = inside[name]
    if value is MISSING:
        del inside[path[-1]]
    else:
        inside[path[-1]] = value
    return copied
