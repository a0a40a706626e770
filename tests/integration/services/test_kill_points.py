"""Wherever a process dies between claim and settle, citizens read in order and at most twice."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.messages import ChannelName
from bot.services.deliveries import Outbox
from tests.integration.services.conftest import Killed

MOMENTS = ["before sending", "after sending", "before settling", "after settling"]
ROUNDS = 24


class Mortal:
    """A channel whose process dies at chosen moments, one for each message it is given."""

    def __init__(self, telegraph, deaths):
        self.telegraph = telegraph
        self.deaths = list(deaths)
        self.capabilities = telegraph.capabilities
        self.next = None

    async def send(self, outbound):
        self.next = self.deaths.pop(0) if self.deaths else None
        self.die("before sending")
        provider_id = await self.telegraph.send(outbound)
        self.die("after sending")
        return provider_id

    def die(self, moment):
        if self.next == moment:
            self.next = None
            raise Killed


class MortalOutbox(Outbox):
    async def _settle(self, claimed, *arguments, **options):
        mortal = self._senders[ChannelName.TELEGRAM]
        mortal.die("before settling")
        went_on = await super()._settle(claimed, *arguments, **options)
        mortal.die("after settling")
        return went_on


@pytest.fixture
def sending(database, telegraph, watch):
    """Sends a conversation's messages through processes that die, and workers after them."""

    async def send(conversation, deaths):
        mortal = Mortal(telegraph, deaths)
        outbox = MortalOutbox(database, {ChannelName.TELEGRAM: mortal}, watch)
        for _ in range(ROUNDS):
            try:
                await outbox.flush(conversation)
                await outbox.send_left_behind()
            except Killed:
                pass
            watch.pass_seconds(61)

    return send


@given(deaths=st.lists(st.sampled_from([None, *MOMENTS]), max_size=8))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_a_reply_is_sent_at_most_twice_and_never_out_of_order(
    deaths, queue, sending, telegraph, fates, empty_the_outbox
):
    empty_the_outbox()
    telegraph.sent.clear()
    conversation = await queue("0", "1", "2", "3")

    await sending(conversation, deaths)

    texts = telegraph.texts
    assert texts == sorted(texts)
    assert all(texts.count(text) <= 2 for text in texts)
    for text, status, *_ in fates(conversation):
        assert status == "unknown" or (status == "sent" and text in texts)


@given(deaths=st.lists(st.sampled_from([None, *MOMENTS]), max_size=8))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_a_reminder_is_sent_at_most_once(
    deaths, queue, sending, telegraph, fates, empty_the_outbox
):
    empty_the_outbox()
    telegraph.sent.clear()
    conversation = await queue("0", "1", "2", "3", purpose="reminder")

    await sending(conversation, deaths)

    texts = telegraph.texts
    assert texts == sorted(set(texts))
    assert {fate[1] for fate in fates(conversation)} <= {"sent", "unknown"}
