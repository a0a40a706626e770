"""A campaign among synthetic people, sent through a provider that fails on purpose."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.channels.base import Capabilities, Outbound
from bot.clock import VIETNAM
from bot.content.catalogue import ROOT
from bot.content.deadline_file import load_deadlines
from bot.messages import ChannelName
from bot.services.addresses import Addresses
from bot.services.campaigns import decisions, drafts
from bot.services.campaigns.asked import Asked
from bot.services.campaigns.courier import Courier, Habits
from bot.services.campaigns.drafts import Draft
from bot.services.campaigns.planner import Planner
from bot.services.campaigns.statuses import TemplateStatus
from bot.services.campaigns.texts import note_verdict
from storage import optouts, reminder_audiences, reminder_chunks, reminder_recipients, sms_templates
from storage.crypto import Cipher
from storage.optouts import Proof
from storage.reminder_audiences import NewMember, Progress

DEADLINES = load_deadlines(ROOT / "responses" / "deadlines.yml")
KEY = "a key for tests, of synthetic numbers only"
ADDRESSES = Addresses(Cipher(KEY))


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of June 2024 in Vietnam."""
    return datetime(2024, 6, day, hour, minute, tzinfo=VIETNAM)


@dataclass
class StandingClock:
    """Business time that tests move on."""

    moment: datetime = field(default_factory=lambda: at(14))
    speed: float = 1.0

    def now(self) -> datetime:
        return self.moment


@dataclass
class Provider:
    """Takes messages and answers each as it was told to; remembers every one it took."""

    answers: dict[int, Exception] = field(default_factory=dict)
    lost: set[int] = field(default_factory=set)
    taken: Counter = field(default_factory=Counter)
    sent: list[Outbound] = field(default_factory=list)
    before_sending: object = None
    can_look_up: bool = True

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(has_buttons=False, longest_text=1600, can_look_up=self.can_look_up)

    async def send(self, outbound: Outbound) -> str:
        self.sent.append(outbound)
        answer = self.answers.pop(outbound.delivery_id, self.answers.pop(len(self.sent), None))
        if answer is not None and len(self.sent) not in self.lost:
            raise answer
        self.taken[outbound.delivery_id] += 1
        if answer is not None:
            raise answer
        return f"P{outbound.delivery_id}"

    async def look_up(self, outbound: Outbound) -> str | None:
        return f"P{outbound.delivery_id}" if self.taken[outbound.delivery_id] else None

    async def close(self) -> None:
        pass


class Desk:
    """What officers, workers and citizens do in a test."""

    def __init__(self, database):
        self.database = database
        self.clock = StandingClock()
        self.real = datetime.now(UTC)
        self.provider = Provider()
        self.planner = Planner(database, self.clock, "sms")
        self.habits = Habits(per_second=10_000)
        self.name = f"audience {datetime.now(UTC).timestamp()}"

    def asked(self, by="An"):
        return Asked(by=by, business=self.clock.now(), real=self.real)

    def courier(self):
        senders = ADDRESSES.in_hands_of({ChannelName.SMS: self.provider})
        return Courier(
            self.database, senders[ChannelName.SMS], self.clock, lambda: self.real, self.habits
        )

    async def gather(self, people=3, languages="vi"):
        """Make an audience and return the ids of its people."""
        async with self.database.transaction() as connection:
            audience = await reminder_audiences.add(
                connection, self.name, "test", "0", "An", self.real
            )
            start = audience.id * 1_000_000
            phones = [f"+849{start + one:08d}"[:12] for one in range(people)]
            known = [ADDRESSES.know(ChannelName.SMS, phone) for phone in phones]
            members = [NewMember(one.sender_id, one.sealed, languages) for one in known]
            await reminder_audiences.add_members(connection, audience.id, members, self.real)
            whole = Progress(rows_read=people, verdict_bytes=0, verdicts={}, complete_at=self.real)
            await reminder_audiences.mark_progress(connection, audience.id, whole)
            rows = await connection.execute(
                text(
                    "SELECT recipient_id FROM reminder_audience_members"
                    " WHERE audience_id = :id ORDER BY 1"
                ),
                {"id": audience.id},
            )
            self.indexes = {}
            people = list(rows.scalars())
            for one in people:
                (self.indexes[one],) = await reminder_recipients.find_indexes(connection, [one])
            return people

    async def draft(self, steps=(1,), **terms):
        wanted = Draft(
            name="June",
            deadline="portal-login-15-june-2024",
            audience=self.name,
            steps=steps,
            **terms,
        )
        async with self.database.transaction() as connection:
            return await drafts.draft(connection, DEADLINES, wanted, self.asked())

    async def register(self):
        async with self.database.transaction() as connection:
            for one in await sms_templates.list_all(connection):
                await note_verdict(connection, one.digest, TemplateStatus.APPROVED, "An", self.real)

    async def run(self, steps=(1,), plan=True, **terms):
        """Draft, approve and start a campaign, plan what is due, and return its number."""
        campaign = await self.draft(steps, **terms)
        await self.register()
        async with self.database.transaction() as connection:
            await decisions.approve(connection, campaign, self.asked("Bình"))
            await decisions.start(connection, campaign, self.asked("Bình"))
        for step in steps if plan else ():
            await self.planner.plan_step(campaign, step)
        return campaign

    async def chunks(self, campaign):
        async with self.database.transaction() as connection:
            rows = await connection.execute(
                text("SELECT id FROM reminder_chunks WHERE campaign_id = :id ORDER BY id"),
                {"id": campaign},
            )
            return list(rows.scalars())

    async def send(self, campaign):
        """Have a worker send every chunk that is due."""
        for chunk in await self.chunks(campaign):
            async with self.database.transaction() as connection:
                due = (
                    await connection.execute(
                        text(
                            "SELECT due_at <= :now AND NOT done FROM reminder_chunks WHERE id = :id"
                        ),
                        {"id": chunk, "now": self.clock.now()},
                    )
                ).scalar_one()
            if due:
                await self.courier().send_chunk(chunk)

    async def fates(self, campaign):
        """Return status and reason of each reminder, by recipient."""
        async with self.database.transaction() as connection:
            rows = await connection.execute(
                text(
                    "SELECT recipient_id, status, reason FROM reminder_deliveries"
                    " WHERE campaign_id = :id ORDER BY id"
                ),
                {"id": campaign},
            )
            return {row.recipient_id: (row.status, row.reason) for row in rows}

    async def campaign(self, campaign):
        async with self.database.transaction() as connection:
            return await decisions.get(connection, campaign)

    async def refuse(self, person):
        async with self.database.transaction() as connection:
            proof = Proof(self.real, "citizen", "TC")
            await optouts.add_address(connection, "sms", self.indexes[person], proof)

    async def find_chunk(self, chunk):
        async with self.database.transaction() as connection:
            return await reminder_chunks.find(connection, chunk)

    def pass_real(self, seconds):
        self.real += timedelta(seconds=seconds)


@pytest.fixture
def desk(database):
    return Desk(database)
