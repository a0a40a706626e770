"""A code that joins conversations stands in no row, on no channel, in no spelling."""

import pytest

from bot.channels.base import Capabilities, Outbound
from bot.messages import ChannelName, Reply
from bot.services.addresses import Addresses
from bot.services.deliveries import Outbox
from bot.services.join_codes import HIDDEN, make_code
from storage.crypto import Cipher
from tests.integration.conversation.joining.people import CODE, Person

TABLES = "conversations inbound_messages events deliveries join_codes join_tries procrastinate_jobs"


class Phone:
    """Keeps what arrives."""

    capabilities = Capabilities(has_buttons=True, longest_text=4096, can_look_up=False)

    def __init__(self):
        self.arrived: list[Outbound] = []

    async def send(self, outbound):
        self.arrived.append(outbound)
        return str(outbound.delivery_id)

    async def look_up(self, outbound):
        raise NotImplementedError

    async def close(self):
        pass


async def everything(service):
    kept = ""
    for table in TABLES.split():
        rows = await service.rows(f"SELECT to_jsonb(t)::text AS row FROM {table} AS t")
        kept += "".join(row.row for row in rows)
    return kept.lower()


@pytest.mark.parametrize("channel", ChannelName)
async def test_neither_the_code_shown_nor_the_code_typed_is_kept(service, sms, channel):
    shows = Person(service, channel)
    code = await shows.code()
    wrong = "noi 3xk7 m4m9"
    await sms.say(f"mã đây {wrong}")
    await sms.say(f"đây: {code.replace('-', ' ')} ạ")
    kept = await everything(service)
    for spelling in (code, code.replace("-", " "), code.replace("-", ""), code[4:], wrong):
        assert spelling.lower() not in kept


async def test_the_phone_gets_the_code_that_the_row_does_not_tell(service, telegram):
    code = await telegram.code()
    phone = Phone()
    senders = service.addresses.in_hands_of({ChannelName.TELEGRAM: phone})
    await Outbox(service.database, senders, service.now).flush(telegram.conversation_id)
    [arrived] = [one for one in phone.arrived if CODE.search(one.reply.text)]
    assert CODE.search(arrived.reply.text)[0] == code
    assert arrived.address == telegram.name


async def test_a_redelivery_shows_no_code_twice(web):
    first, again = [await web.say("/join_channels", "m1") for _ in range(2)]
    assert CODE.search(first)
    assert "NOI-••••-••••" in again


async def test_an_officer_reads_no_code(service, web, telegram):
    await telegram.say("/request_officer")
    code = await web.code()
    await telegram.say(f"mã {code}")
    rows = await service.rows("SELECT to_jsonb(t)::text AS row FROM ticket_messages AS t")
    assert rows
    assert code not in str(rows)


async def test_a_message_goes_out_with_dots_when_the_key_was_changed_meanwhile(service):
    reply = Reply(f"Mã: {make_code()}")
    sealed = Reply.from_json(service.addresses.seal_codes(reply.to_json()))
    other = Addresses(Cipher("another key " * 4))
    assert other.open_codes(sealed).text == f"Mã: {HIDDEN}"
    assert service.addresses.open_codes(sealed) == reply
