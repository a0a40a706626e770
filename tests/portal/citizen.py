"""What a visitor of the pages does, form by form."""

import re
from dataclasses import dataclass

import httpx

_KEY = re.compile(r'name="form_key" value="([^"]+)"')


@dataclass
class Visitor:
    """A browser's worth of cookies."""

    http: httpx.AsyncClient

    async def sign_in(self, number=1, **fields):
        return await self.http.post("/sign-in", data={"number": number, **fields})

    async def form_key(self, path="/activate"):
        return _KEY.search((await self.http.get(path)).text)[1]

    async def type_code(self, code, **headers):
        fields = {"user_code": code, "form_key": await self.form_key()}
        return await self.http.post("/activate", data=fields, headers=headers)

    async def decide(self, code, decision):
        fields = {"user_code": code, "decision": decision, "form_key": await self.form_key()}
        return await self.http.post("/activate/decision", data=fields)

    async def act(self, step):
        fields = {"step": step, "form_key": await self.form_key("/account")}
        return await self.http.post("/account", data=fields)
