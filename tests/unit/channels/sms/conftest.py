from dataclasses import dataclass, field
from urllib.parse import urlencode

import httpx
import pytest
from twilio.request_validator import RequestValidator

from bot.channels.ports import SmsServices
from tests.unit.channels.fake_services import FakeService, client_of

PUBLIC_URL = "https://hoidap.example.vn"
TOKEN = "tok"  # noqa: S105 - of nobody


@dataclass
class Twilio:
    """Calls the webhooks as Twilio does, signed for the public address."""

    service: FakeService = field(default_factory=FakeService)
    receipts: list[tuple] = field(default_factory=list)
    conversation: int | None = 7
    token: str = TOKEN

    async def record_receipt(self, *receipt) -> int | None:
        self.receipts.append(receipt)
        return self.conversation

    def sign(self, path: str, form: dict[str, str], token: str = TOKEN) -> str:
        return RequestValidator(token).compute_signature(PUBLIC_URL + path, form)

    async def post(
        self, path: str, form: dict[str, str], signature: str | None = None, body: str | None = None
    ) -> httpx.Response:
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
        signed = self.sign(path, form) if signature is None else signature
        headers = {name: value.encode() for name, value in headers.items()}
        headers["X-Twilio-Signature"] = signed.encode("latin-1")
        content = urlencode(form) if body is None else body
        sms = SmsServices(
            auth_token=self.token, public_url=PUBLIC_URL + "/", record_receipt=self.record_receipt
        )
        async with client_of(self.service, sms=sms) as client:
            return await client.post(path, content=content, headers=headers)


@pytest.fixture
def twilio() -> Twilio:
    return Twilio()
