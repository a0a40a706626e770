"""Addresses leave the hands of a sender only sealed."""

from datetime import UTC, datetime

from bot.channels.base import Capabilities, Outbound
from bot.messages import ChannelName, Language, Reply
from bot.services.addresses import Addresses
from storage.crypto import Cipher

ADDRESSES = Addresses(Cipher("k" * 40))
PHONE = "+84912345678"


class Phone:
    capabilities = Capabilities(has_buttons=False, longest_text=1600, can_look_up=True)

    def __init__(self):
        self.seen = []
        self.is_closed = False

    async def send(self, outbound):
        self.seen.append(outbound.address)
        return "1"

    async def look_up(self, outbound):
        self.seen.append(outbound.address)

    async def close(self):
        self.is_closed = True


def test_rows_hold_a_name_and_a_sealed_address_of_a_phone():
    known = ADDRESSES.know(ChannelName.SMS, PHONE)
    assert "912345678" not in known.sender_id + known.sealed
    assert ADDRESSES.open(known.sealed) == PHONE
    assert ADDRESSES.know(ChannelName.SMS, PHONE).sender_id == known.sender_id


def test_the_same_number_has_other_names_on_other_channels():
    names = {ADDRESSES.know(channel, "12345678").sender_id for channel in ChannelName}
    assert len(names) == 3  # the name of a browser or a program stays as it is


def test_the_name_of_a_browser_is_no_address():
    known = ADDRESSES.know(ChannelName.WEB, "abc")
    assert (known.sender_id, known.sealed) == ("abc", None)


async def test_a_sender_is_handed_the_open_address():
    phone = Phone()
    sender = ADDRESSES.in_hands_of({ChannelName.SMS: phone})[ChannelName.SMS]
    outbound = Outbound(
        delivery_id=1,
        address=ADDRESSES.know(ChannelName.SMS, PHONE).sealed,
        reply=Reply("x"),
        language=Language.VI,
        is_answer=True,
        created_at=datetime.now(UTC),
    )
    await sender.send(outbound)
    await sender.look_up(outbound)
    await sender.close()
    assert phone.seen == [PHONE, PHONE]
    assert phone.is_closed
    assert sender.capabilities is phone.capabilities
