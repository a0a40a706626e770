"""What a client of the portal does."""

from dataclasses import dataclass

import httpx

from portal.options import CLIENT_ID, DEMO_SECRET

CREDENTIALS = (CLIENT_ID, DEMO_SECRET)
GRANT = "urn:ietf:params:oauth:grant-type:device_code"
HERE = "http://127.0.0.1:8090"


def connect(app, *, address="127.0.0.1", base_url=HERE):
    """Opens a client that asks from an address."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(address, 40_000))
    return httpx.AsyncClient(transport=transport, base_url=base_url)


@dataclass
class Bot:
    """A client with the right credentials, unless a test gives others."""

    http: httpx.AsyncClient

    async def ask_codes(self, auth=CREDENTIALS, **fields):
        return await self.http.post("/oauth/device_authorization", auth=auth, data=fields)

    async def codes(self):
        answer = await self.ask_codes(scope="link_status.read")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def poll(self, device_code, auth=CREDENTIALS, grant_type=GRANT):
        fields = {"grant_type": grant_type, "device_code": device_code}
        return await self.http.post("/oauth/token", auth=auth, data=fields)

    async def decide(self, user_code, verdict="approve", citizen=1):
        order = {"verdict": verdict, "citizen": citizen}
        return await self.http.post(f"/simulator/requests/{user_code}", json=order)

    async def token(self, citizen=1):
        """The whole grant."""
        codes = await self.codes()
        await self.decide(codes["user_code"], citizen=citizen)
        answer = await self.poll(codes["device_code"])
        assert answer.status_code == 200, answer.text
        return answer.json()["access_token"]

    async def read(self, token):
        bearer = {"Authorization": f"Bearer {token}"}
        return await self.http.get("/api/v1/link-status", headers=bearer)

    async def status(self, citizen=1):
        answer = await self.read(await self.token(citizen))
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def revoke(self, token, auth=CREDENTIALS, **fields):
        return await self.http.post("/oauth/revoke", auth=auth, data={"token": token, **fields})

    async def order_fault(self, kind, operation=None, **fields):
        order = {"kind": kind, "operation": operation, **fields}
        answer = await self.http.post("/simulator/faults", json=order)
        assert answer.status_code == 200, answer.text
