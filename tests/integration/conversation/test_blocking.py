"""Blocking and unblocking the bot changes nothing of what a citizen said in words."""

import secrets

import psycopg
import pytest

from bot.channels.base import Undeliverable
from bot.channels.telegram.commands import read_command
from bot.clock import Clock
from bot.conversation.turn import Turns
from bot.messages import ChannelName, InboundMessage
from bot.services.addresses import Addresses
from bot.services.deliveries import Outbox
from bot.services.opt_outs import OptOuts
from storage import optouts
from storage.crypto import Cipher
from tests.integration.conversation.conftest import real_now


class Blocked:
    """A chat that takes nothing."""

    async def send(self, _outbound):
        raise Undeliverable("blocked", is_opt_out=True)


class Citizen:
    """Writes on Telegram, blocks the bot there, and lets it in again."""

    def __init__(self, database, dialogue):
        self.database = database
        self.chat = str(secrets.randbelow(10**9))
        self.addresses = addresses = Addresses(Cipher.throwaway())
        clock = Clock(real_now(), real_now())
        self._turns = Turns(database, dialogue, clock, real_now, addresses)
        self._app = OptOuts(database, addresses, real_now)
        self._outbox = Outbox(database, {ChannelName.TELEGRAM: Blocked()}, real_now)
        self.conversation = 0

    async def say(self, words):
        message = InboundMessage(
            channel=ChannelName.TELEGRAM,
            sender_id=self.chat,
            text=words,
            message_id=secrets.token_hex(4),
        )
        self.conversation = (await self._turns.handle(message)).conversation_id

    async def block(self):
        await self._app.opt_out(ChannelName.TELEGRAM, self.chat)

    async def refuse(self):
        """Blocks the bot, of which only the next message tells."""
        await self._outbox.flush(self.conversation)

    async def unblock(self):
        await self._app.opt_in(ChannelName.TELEGRAM, self.chat)

    async def opt_out_in_force(self):
        async with self.database.transaction() as connection:
            found = await optouts.find(connection, self.conversation)
        return found and (found.by, found.proof)


@pytest.fixture
async def citizen(database, dialogue):
    citizen = Citizen(database, dialogue)
    await citizen.say("xin chào")
    return citizen


TOLD = (optouts.CITIZEN, optouts.BLOCKED)
NOTICED = (optouts.PROVIDER, "blocked")
SAID = (optouts.CITIZEN, "/stop")


@pytest.mark.parametrize(("way", "proof"), [("block", TOLD), ("refuse", NOTICED)])
async def test_unblocking_ends_what_blocking_began(citizen, way, proof):
    await getattr(citizen, way)()
    assert await citizen.opt_out_in_force() == proof
    await citizen.unblock()
    assert await citizen.opt_out_in_force() is None


@pytest.mark.parametrize("way", ["block", "refuse"])
async def test_unblocking_never_ends_a_stop_from_before_the_block(citizen, way):
    await citizen.say("/stop")
    await getattr(citizen, way)()
    await citizen.unblock()
    assert await citizen.opt_out_in_force() == SAID


@pytest.mark.parametrize(("way", "proof"), [("block", TOLD), ("refuse", NOTICED)])
async def test_a_stop_after_the_block_takes_its_place_and_both_are_kept(
    citizen, way, proof, fresh_database_url
):
    await getattr(citizen, way)()
    await citizen.say("/stop")
    await citizen.unblock()
    assert await citizen.opt_out_in_force() == SAID
    with psycopg.connect(fresh_database_url) as connection:
        kept = connection.execute(
            "SELECT decided_by, proof, ended_by, end_proof FROM optouts"
            " JOIN conversations USING (channel, sender_id)"
            " WHERE conversations.id = %s ORDER BY optouts.id",
            [citizen.conversation],
        ).fetchall()
    assert kept == [(*proof, *SAID), (*SAID, None, None)]


@pytest.mark.parametrize("way", ["block", "refuse"])
async def test_start_ends_every_opt_out(citizen, way):
    await getattr(citizen, way)()
    await citizen.say("START")
    assert await citizen.opt_out_in_force() is None
    await citizen.say("/stop")
    await citizen.say("START")
    assert await citizen.opt_out_in_force() is None


async def test_the_button_that_restarts_a_bot_ends_no_stop(citizen):
    await citizen.say("/stop")
    await citizen.unblock()
    await citizen.say(read_command("/start"))
    assert await citizen.opt_out_in_force() == SAID


async def test_an_officers_word_outlives_an_unblocking_too(citizen, database):
    await citizen.block()
    known = citizen.addresses.know(ChannelName.TELEGRAM, citizen.chat)
    proof = optouts.Proof(real_now(), optouts.OFFICER, optouts.BLOCKED)
    async with database.transaction() as connection:
        assert await optouts.add_address(connection, "telegram", known.sender_id, proof)
        assert not await optouts.add_address(connection, "telegram", known.sender_id, proof)
    await citizen.unblock()
    assert await citizen.opt_out_in_force() == (optouts.OFFICER, optouts.BLOCKED)
