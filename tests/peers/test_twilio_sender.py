"""The sender beside the Twilio stand-in, which checks each call against Twilio's own schema."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.channels.base import FateUnknown, Outbound, TryLater, Undeliverable
from bot.channels.sms.twilio import TwilioAccount, TwilioSender
from bot.messages import Language, Reply
from tests.peers.twilio_peer import BRAND, NUMBER, SERVICE, TOKEN

pytestmark = pytest.mark.peers

# Refuses receipts too, at once: a name that has to be looked up outlives the test.
NOBODY = "http://127.0.0.1:9"


@pytest.fixture
async def make_sender(peer):
    made = []

    def make(sender=NUMBER, known=(), **options):
        async def is_known(_ids):
            return known

        account = TwilioAccount(
            account_sid="AC" + "0" * 32,
            auth_token=TOKEN,
            sender=sender,
            public_url=NOBODY,
            api_url=options.pop("api_url", peer.url),
            **options,
        )
        made.append(TwilioSender(account, is_known))
        return made[-1]

    yield make
    for one in made:
        await one.close()


def outbound(phone, text="Đã hết hạn."):
    return Outbound(
        delivery_id=1,
        address=phone,
        reply=Reply(text),
        language=Language.VI,
        is_answer=False,
        created_at=datetime.now(UTC),
    )


@pytest.mark.parametrize(
    ("sender", "is_two_way"), [(NUMBER, True), (SERVICE, True), (BRAND, False)]
)
async def test_every_kind_of_sender_is_taken(make_sender, peer, phone, sender, is_two_way):
    twilio = make_sender(sender)
    sid = await twilio.send(outbound(phone))
    (message,) = [one for one in peer.messages if one["to"] == phone]
    assert message["sid"] == sid
    assert sender in {message["from"], message["messaging_service_sid"]}
    assert twilio.capabilities.is_two_way is is_two_way


@pytest.mark.parametrize(
    ("to", "code"), [("+15005550001", "21211"), ("+15005550009", "21614"), ("abc", "21211")]
)
async def test_a_number_that_gets_no_messages_is_undeliverable(make_sender, to, code):
    with pytest.raises(Undeliverable) as refused:
        await make_sender().send(outbound(to))
    assert (refused.value.code, refused.value.is_opt_out) == (code, False)


async def test_an_empty_message_is_undeliverable(make_sender, phone):
    with pytest.raises(Undeliverable, match="21602"):
        await make_sender().send(outbound(phone, ""))


@pytest.mark.parametrize(
    ("fault", "wait_seconds", "code"),
    [
        ({"status": 429, "headers": {"Retry-After": "7"}}, 7, "429"),
        ({"status": 429}, 1, "429"),
        ({"code": 30001}, 2, "30001"),
        ({"code": 20003, "http": 401}, 60, "20003"),
        ({"code": 21408}, 60, "21408"),
    ],
)
async def test_what_may_be_taken_later_waits(make_sender, peer, phone, fault, wait_seconds, code):
    peer.fail(**fault)
    with pytest.raises(TryLater) as later:
        await make_sender().send(outbound(phone))
    assert (later.value.wait_seconds, later.value.code) == (wait_seconds, code)


async def test_nobody_there_is_no_message(make_sender, phone):
    with pytest.raises(TryLater, match="unreachable"):
        await make_sender(api_url=NOBODY).send(outbound(phone))


@pytest.mark.parametrize("fault", [{"status": 500}, {"status": 503}, {"delay": 2}])
async def test_an_answer_that_does_not_come_leaves_doubt_and_one_message_at_most(
    make_sender, peer, phone, fault
):
    peer.fail(**fault)
    with pytest.raises(FateUnknown):
        await make_sender(seconds=0.5).send(outbound(phone))
    assert len(peer.bodies_to(phone)) <= 1


async def test_an_answer_of_another_kind_leaves_doubt(make_sender, peer, phone):
    peer.fail(status=200)
    with pytest.raises(FateUnknown, match="not_json"):
        await make_sender().send(outbound(phone))


async def test_a_message_whose_answer_was_lost_is_found(make_sender, peer, phone):
    twilio, message = make_sender(), outbound(phone)
    peer.fail(drop_after=1)
    with pytest.raises(FateUnknown):
        await twilio.send(message)
    try:
        found = await twilio.look_up(message)
    except TryLater:  # the stand-in hung up on the connection that we kept
        found = await twilio.look_up(message)
    assert found == next(one["sid"] for one in peer.messages if one["to"] == phone)


async def test_a_message_that_never_arrived_is_not_found(make_sender, peer, phone):
    twilio, message = make_sender(), outbound(phone)
    peer.fail(status=500)
    with pytest.raises(FateUnknown):
        await twilio.send(message)
    assert await twilio.look_up(message) is None


async def test_a_message_is_not_taken_for_another_of_the_same_words(make_sender, phone):
    sid = await make_sender().send(outbound(phone))
    assert await make_sender(known=[sid]).look_up(outbound(phone)) is None
    assert await make_sender().look_up(outbound(phone, "Khác.")) is None


async def test_a_hundred_messages_at_once_are_a_hundred_messages(make_sender, peer, phone):
    twilio = make_sender()
    sids = await asyncio.gather(*(twilio.send(outbound(phone, f"tin {n}")) for n in range(100)))
    assert len(set(sids)) == len(peer.bodies_to(phone)) == 100
