"""What comes too often from one address is turned down, by all web processes together."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import text

from bot.bootstrap_web import Application, make_application
from bot.channels.address_limits import LIMITS
from bot.clock import real_now
from bot.commands.serve import make_asgi
from bot.settings import load_settings
from storage.database import Database
from tests.acceptance.running import running

SIGN_INS = next(limit.most for limit in LIMITS if limit.name == "sign-ins")
WRONG_TOKENS = next(limit.most for limit in LIMITS if limit.name == "wrong tokens")
TOKEN = "synthetic-token-of-a-test"  # noqa: S105 - of this test


@dataclass(frozen=True)
class Process:
    parts: Application
    address: str

    def post(self, path: str, of: str, **headers: str) -> httpx.Response:
        """A request that a proxy on this machine passes on."""
        headers |= {"X-Forwarded-For": of, "Origin": self.address}
        body = {"sender": "anna", "message": "tổng đài số mấy?"}
        if path.startswith("/webhooks"):
            return httpx.post(self.address + path, headers=headers, json=body)
        return httpx.post(self.address + path, headers=headers, data={"login": "nobody"})


@pytest.fixture
def processes(fresh_database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Process]]:
    """Two web processes on one database, for whom no minute ends."""
    now = real_now()
    monkeypatch.setattr("bot.bootstrap_web.real_now", lambda: now)
    settings = load_settings().model_copy(
        update={
            "encryption_key": SecretStr("synthetic" * 4),
            "rest_token": SecretStr(TOKEN),
            "telegram_token": SecretStr("123456:synthetic"),
            "telegram_secret": SecretStr("synthetic" * 4),
        }
    )
    parts = [
        make_application(settings, fresh_database_url, secret_key="limits" * 6, insecure_rest=False)
        for _ in range(2)
    ]
    with running(make_asgi(parts[0])) as first, running(make_asgi(parts[1])) as second:
        yield [Process(parts[0], first), Process(parts[1], second)]


def test_guessing_at_tokens_ends_for_one_address_and_no_other(processes: list[Process]) -> None:
    rest, of = "/webhooks/rest/webhook", "9.9.9.1"
    answers = [
        processes[0].post(rest, of, Authorization="Bearer wrong") for _ in range(WRONG_TOKENS + 2)
    ]

    assert {answer.status_code for answer in answers[:WRONG_TOKENS]} == {401}
    refused = answers[-1]
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "60"
    assert refused.json()["hint"] == "Wait a minute, then try again."
    assert "content-security-policy" in refused.headers
    assert processes[0].post(rest, "9.9.9.2", Authorization="Bearer wrong").status_code == 401


def test_whoever_knows_the_token_has_no_limit(processes: list[Process]) -> None:
    right = f"Bearer {TOKEN}"
    statuses = {
        processes[0].post("/webhooks/rest/webhook", "9.9.9.3", Authorization=right).status_code
        for _ in range(WRONG_TOKENS + 5)
    }

    assert statuses == {200}


def test_a_stranger_s_bot_with_a_wrong_secret_does_not_shut_ours_out(
    processes: list[Process],
) -> None:
    """Telegram and Twilio call from the same addresses for all their customers."""
    answers = {
        processes[0].post("/webhooks/telegram", "9.9.9.6").status_code
        for _ in range(WRONG_TOKENS + 5)
    }

    assert answers == {401}


async def test_counts_are_shared_again_after_any_error(
    processes: list[Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    counts, shared = processes[0].parts.request_counts, asyncio.Event()
    errors = iter([RuntimeError("a standby takes no writes"), None])

    async def share() -> None:
        if error := next(errors, None):
            raise error
        shared.set()

    monkeypatch.setattr(counts, "share", share)
    monkeypatch.setattr("bot.services.request_counts.SHARE_EVERY_SECONDS", 0.001)
    sharing = asyncio.create_task(counts.keep_shared())
    await asyncio.wait_for(shared.wait(), timeout=10)
    sharing.cancel()


async def test_processes_count_together_and_keep_no_address(
    processes: list[Process], database: Database
) -> None:
    of = "9.9.9.4"
    for number in range(WRONG_TOKENS):
        assert await guess(processes[number % 2], of) == 401

    # A process that counted alone would take all of these.
    more = [await guess(processes[1], of, after=0.2) for _ in range(WRONG_TOKENS // 2 - 1)]

    assert more[-1] == 429
    async with database.transaction() as connection:
        rows = (await connection.execute(text("SELECT * FROM request_counts"))).all()
    assert rows
    assert "9.9.9" not in str(rows)


async def guess(process: Process, of: str, after: float = 0) -> int:
    await asyncio.sleep(after)
    headers = {"Authorization": "Bearer wrong"}
    answer = await asyncio.to_thread(process.post, "/webhooks/rest/webhook", of, **headers)
    return answer.status_code


def test_the_page_says_what_to_do(processes: list[Process]) -> None:
    for _ in range(SIGN_INS):
        processes[0].parts.request_counts.count("sign-ins of 9.9.9.5")

    page = processes[0].post("/console/sign-in", "9.9.9.5")

    assert page.status_code == 429
    assert "đợi một phút" in page.text
    assert "wait a minute" in page.text


def test_this_machine_is_not_limited(processes: list[Process]) -> None:
    statuses = {
        httpx.get(f"{processes[0].address}/conversations/anna/tracker").status_code
        for _ in range(WRONG_TOKENS + 5)
    }

    assert statuses == {401}
