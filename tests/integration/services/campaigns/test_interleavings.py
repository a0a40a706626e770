"""Whatever happens in whatever order: no claim succeeds after a committed stop, nobody twice."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.base import FateUnknown, TryLater
from bot.services.campaigns.claims import Moment, claim
from bot.services.campaigns.stopping import cancel_for_link
from storage import optouts
from storage.database import Database
from storage.optouts import Proof
from tests.integration.services.campaigns.conftest import Desk

PEOPLE = 4
PAUSES = st.integers(0, 6).map(lambda steps: steps / 1000)
FAULTS = st.sampled_from([None, None, "lost", "broken", "later"])


@dataclass(frozen=True)
class Event:
    """Something that begins after a while and holds its transaction open for another while."""

    kind: str
    person: int
    after: float
    holds: float
    fault: str | None
    is_killed: bool


EVENTS = st.lists(
    st.builds(
        Event,
        kind=st.sampled_from(["link", "refuse", "claim", "claim"]),
        person=st.integers(0, PEOPLE - 1),
        after=PAUSES,
        holds=PAUSES,
        fault=FAULTS,
        is_killed=st.booleans(),
    ),
    min_size=2,
    max_size=10,
)


class Play:
    """One order of events, played against a real database."""

    def __init__(self, desk, people, chunk):
        self.desk, self.people, self.chunk = desk, people, chunk
        self.loop = asyncio.get_running_loop()
        self.stopped_at: dict[int, float] = {}
        self.claimed_at: list[tuple[int, float]] = []

    async def play(self, event):
        await asyncio.sleep(event.after)
        if event.kind == "claim":
            await self.claim(event)
        else:
            await self.stop(event)

    async def stop(self, event):
        person = self.people[event.person]
        async with self.desk.database.transaction() as connection:
            if event.kind == "link":
                await cancel_for_link(connection, person, self.desk.real)
            else:
                proof = Proof(self.desk.real, "citizen", "TC")
                index = self.desk.indexes[person]
                await optouts.add_address(connection, "sms", index, proof)
            await asyncio.sleep(event.holds)
        self.stopped_at.setdefault(person, self.loop.time())

    async def claim(self, event):
        """Claim two; then be killed before sending, or send, with whatever goes wrong."""
        desk = self.desk
        moment = Moment(business=desk.clock.now(), real=desk.real)
        async with desk.database.transaction() as connection:
            made = await claim(connection, self.chunk, self.chunk.first_id, moment, 2)
            await asyncio.sleep(event.holds)
            before_commit = self.loop.time()
        self.claimed_at += [(one.recipient_id, before_commit) for one in made.claimed]
        if event.is_killed:
            return
        courier = desk.courier()
        for one in made.claimed:
            fault = {"later": TryLater(0, "429"), None: None}.get(event.fault, FateUnknown("cut"))
            if fault is not None:
                desk.provider.answers[one.id] = fault
            if event.fault == "lost":
                desk.provider.taken[one.id] += 1
        await courier._settle(made.claimed, await courier._send(made.claimed))


async def play(url, events):
    desk = Desk(Database(url))
    try:
        people = await desk.gather(PEOPLE)
        campaign = await desk.run()
        (chunk_id,) = await desk.chunks(campaign)
        stage = Play(desk, people, await desk.find_chunk(chunk_id))
        await asyncio.gather(*(stage.play(event) for event in events))

        for person, before_commit in stage.claimed_at:
            assert stage.stopped_at.get(person, float("inf")) > before_commit
        await rest(desk, campaign, chunk_id)
        fates = await desk.fates(campaign)
        assert all(count == 1 for count in desk.provider.taken.values() if count)
        assert sum(desk.provider.taken.values()) == sum(
            status == "sent" for status, _ in fates.values()
        )
        for person in people:
            status, reason = fates[person]
            assert (status, reason) == ("sent", None) or (
                status == "cancelled"
                and reason in {"linked", "opted_out"}
                and person in stage.stopped_at
            )
    finally:
        await desk.database.dispose()


async def rest(desk, campaign, chunk_id):
    """Have workers come back until nothing is left to do."""
    for _ in range(6):
        desk.pass_real(200)
        desk.clock.moment += timedelta(seconds=200)
        await desk.courier().send_chunk(chunk_id)
    assert await desk.find_chunk(chunk_id) is None, await desk.fates(campaign)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(events=EVENTS)
def test_no_claim_succeeds_after_a_committed_stop_and_nobody_is_written_to_twice(
    fresh_database_url, events
):
    asyncio.run(play(fresh_database_url, events))
