"""The Twilio stand-in in this process, and our application beside it."""

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import httpx
from pydantic import SecretStr
from twilio.request_validator import RequestValidator

from bot.bootstrap_web import make_application
from bot.commands.serve import make_asgi
from bot.settings import load_settings
from tests.acceptance.running import running

TOKEN = "tok"  # noqa: S105 - the stand-in's
NUMBER, BRAND, SERVICE = "+15005550006", "VNEID", "MG" + "a" * 32


def load_stub(peers: Path) -> ModuleType:
    path = peers / "twilio" / "stub.py"
    spec = importlib.util.spec_from_file_location("twilio_stub", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["twilio_stub"] = module
    spec.loader.exec_module(module)
    return module


@dataclass
class Peer:
    """The stand-in: its address, and what it has taken."""

    url: str
    stub: ModuleType

    @property
    def messages(self) -> list[dict]:
        return list(self.stub.S["msgs"].values())

    def bodies_to(self, number: str) -> list[str]:
        return [one["body"] for one in self.messages if one["to"] == number]

    def fail(self, **fault: object) -> None:
        """The next message meets this fault."""
        self.stub.S["faults"].append(fault)

    def refuse(self, number: str) -> None:
        """The citizen has opted out at the provider."""
        self.stub.S["optout"].add(number)


@contextmanager
def running_service(peer: Peer, database_url: str, port: int) -> Iterator[str]:
    """Serves our application with the stand-in as its provider."""
    address = f"http://127.0.0.1:{port}"
    settings = load_settings().model_copy(
        update={
            "public_url": address,
            "encryption_key": SecretStr("k" * 40),
            "twilio_account_sid": "AC" + "0" * 32,
            "twilio_auth_token": SecretStr(TOKEN),
            "twilio_sender": NUMBER,
            "twilio_api_url": peer.url,
        }
    )
    parts = make_application(settings, database_url, secret_key="peers" * 8, insecure_rest=True)
    with running(make_asgi(parts), port):
        yield address


def write(address: str, sender: str, text: str, message_id: str) -> httpx.Response:
    """A citizen's message, signed as Twilio signs it."""
    url = f"{address}/webhooks/sms/inbound"
    form = {"MessageSid": message_id, "From": sender, "To": NUMBER, "Body": text}
    signature = RequestValidator(TOKEN).compute_signature(url, form)
    return httpx.post(url, data=form, headers={"X-Twilio-Signature": signature}, timeout=30)
