"""What soak and benchmark share: a database, synthetic people, an approved campaign, processes."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.servers import free_port, server
from bot.clock import Clock, make_clock
from bot.content.catalogue import ROOT
from bot.content.deadline_file import load_deadlines
from bot.messages import ChannelName
from bot.services.addresses import Addresses
from bot.services.campaigns import decisions, drafts
from bot.services.campaigns.asked import Asked
from bot.services.campaigns.drafts import Draft
from bot.services.campaigns.statuses import TemplateStatus
from bot.services.campaigns.texts import note_verdict
from storage import reminder_audiences, sms_templates
from storage.crypto import Cipher
from storage.database import Database
from storage.reminder_audiences import NewMember, Progress

KEY = "a key for benchmarks, of synthetic numbers only"
DAY_BEFORE = "2024-06-14T09:00"
"""One day before the deadline of 15 June 2024, in hours at which people may be written to."""
_PAGE = 10_000


def make_benchmark_clock() -> Clock:
    """Return business time: it began when the run began, in every process."""
    start = os.environ["BENCH_STARTED_AT"]
    return make_clock(f"{DAY_BEFORE}@{start}", 1.0, datetime.now(UTC))


def synthetic_phone(number: int) -> str:
    """Return a number that is nobody's: counted up."""
    return f"+849{number:08d}"


async def fill(database: Database, people: int) -> int:
    """Make an audience of synthetic people and return its id."""
    addresses = Addresses(Cipher(KEY))
    now = datetime.now(UTC)
    async with database.transaction() as connection:
        audience = await reminder_audiences.add(
            connection, "synthetic", "synthetic numbers of a benchmark", "none", "An", now
        )
    for first in range(0, people, _PAGE):
        members = []
        for number in range(first, min(first + _PAGE, people)):
            known = addresses.know(ChannelName.SMS, synthetic_phone(number))
            language = "en" if number % 10 == 0 else "vi"
            members.append(NewMember(known.sender_id, str(known.sealed), language))
        async with database.transaction() as connection:
            await reminder_audiences.add_members(connection, audience.id, members, now)
    async with database.transaction() as connection:
        whole = Progress(rows_read=people, verdict_bytes=0, verdicts={}, complete_at=now)
        await reminder_audiences.mark_progress(connection, audience.id, whole)
    return audience.id


async def launch(database: Database, clock: Clock) -> int:
    """Draft, approve and start a campaign for the audience, and return its id."""
    deadlines = load_deadlines(ROOT / "responses" / "deadlines.yml")
    wanted = Draft(
        name="synthetic", deadline="portal-login-15-june-2024", audience="synthetic", steps=(1,)
    )

    def asked(by: str) -> Asked:
        return Asked(by=by, business=clock.now(), real=datetime.now(UTC))

    async with database.transaction() as connection:
        campaign_id = await drafts.draft(connection, deadlines, wanted, asked("An"))
        for template in await sms_templates.list_all(connection):
            await note_verdict(
                connection, template.digest, TemplateStatus.APPROVED, "An", datetime.now(UTC)
            )
        await decisions.approve(connection, campaign_id, asked("Bình"))
        await decisions.start(connection, campaign_id, asked("Bình"))
    return campaign_id


@contextmanager
def provider(log: Path, faults: float, seed: int) -> Iterator[str]:
    """Run the provider and yield its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [
        *(sys.executable, "-m", "uvicorn", "benchmarks.reminders.provider:app"),
        *("--port", str(port), "--log-level", "warning", "--no-access-log"),
    ]
    settings = {"PROVIDER_FAULTS": str(faults), "PROVIDER_SEED": str(seed)}
    with server(command, f"{address}/log", log, settings):
        yield address


def start(command: list[str], output: int, settings: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a child process."""
    return subprocess.Popen(  # noqa: S603 - our own programs
        command, env=os.environ | settings, stdout=output, stderr=output
    )
