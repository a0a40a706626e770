"""A flood is answered once, then dropped without a trace, in whatever process it arrives."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.clock import Clock
from bot.conversation.dialogue import Dialogue
from bot.conversation.message_rate import RATES
from bot.conversation.turn import Turns
from bot.messages import ChannelName, InboundMessage, Outcome
from bot.services.addresses import Addresses
from storage import optouts
from storage.crypto import Cipher
from storage.database import Database
from tests.integration.conversation.conftest import real_now

BURST = RATES[ChannelName.SMS].burst
QUESTION = "tổng đài VNeID số mấy?"


@dataclass
class Wall:
    """A clock that is set by hand."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def wall() -> Wall:
    return Wall(datetime(2026, 11, 22, 3, tzinfo=UTC))


@pytest.fixture
def processes(database: Database, dialogue: Dialogue, wall: Wall) -> list[Turns]:
    """Two processes on one database."""
    clock, addresses = Clock(real_now(), real_now()), Addresses(Cipher.throwaway())
    return [Turns(database, dialogue, clock, wall, addresses) for _ in range(2)]


def message(number: int, words: str = QUESTION, sender: str = "+84912000111") -> InboundMessage:
    return InboundMessage(
        channel=ChannelName.SMS, sender_id=sender, text=words, message_id=f"SM{sender}{number}"
    )


async def flood(processes: list[Turns], sender: str, messages: int) -> list[Outcome]:
    turns = [
        await processes[number % 2].handle(message(number, sender=sender))
        for number in range(messages)
    ]
    return [turn.outcome for turn in turns]


async def test_the_first_too_many_is_told_and_what_follows_is_dropped(
    processes: list[Turns],
) -> None:
    outcomes = await flood(processes, "+84912000112", BURST + 5)

    assert Outcome.FLOOD not in outcomes[:BURST]
    assert outcomes[BURST:] == [Outcome.FLOOD] + [Outcome.DROPPED] * 4


async def test_whoever_is_told_to_wait_is_warned_of_a_secret_too(processes: list[Turns]) -> None:
    sender = "+84912000120"
    await flood(processes, sender, BURST)

    turn = await processes[0].handle(message(998, "mã OTP của tôi là 482913", sender))

    assert turn.outcome is Outcome.FLOOD
    assert "482913" not in turn.text
    assert [("đã được che" in reply.text) for reply in turn.replies] == [True, False]


async def test_nothing_is_kept_of_what_is_dropped(
    processes: list[Turns], database: Database
) -> None:
    sender = "+84912000113"
    await flood(processes, sender, BURST + 1)

    before = await rows(database)
    assert (await processes[0].handle(message(999, sender=sender))).replies == ()
    assert await rows(database) == before


@pytest.mark.parametrize("words", ["STOP", "/opt_out"])
async def test_stop_and_start_are_obeyed_in_a_flood_once(
    processes: list[Turns], database: Database, words: str
) -> None:
    sender = f"+8491200014{len(words)}"
    await flood(processes, sender, BURST + 3)

    async def say(number: int, words: str) -> tuple[Outcome, int]:
        turn = await processes[1].handle(message(number, words, sender))
        return turn.outcome, await opted_out(database, turn.conversation_id)

    assert await say(1000, words) == (Outcome.COMMAND, 1)
    assert await say(1001, words) == (Outcome.DROPPED, 1)
    assert await say(1002, "START") == (Outcome.COMMAND, 0)
    assert await say(1003, "START") == (Outcome.DROPPED, 0)


@pytest.mark.parametrize("words", ["opt_out", "opt_in", "/opt_in", "START"])
async def test_what_changes_nothing_is_dropped_in_a_flood(
    processes: list[Turns], words: str
) -> None:
    sender = f"+8491200015{len(words)}"
    await flood(processes, sender, BURST + 3)

    assert (await processes[0].handle(message(1000, words, sender))).outcome is Outcome.DROPPED


async def test_a_command_that_is_one_too_many_is_obeyed_and_its_writer_told(
    processes: list[Turns], wall: Wall
) -> None:
    sender = "+84912000121"
    await flood(processes, sender, BURST)

    asked = await processes[0].handle(message(1000, "xóa dữ liệu của tôi", sender))
    assert asked.outcome is Outcome.COMMAND
    assert "nhiều tin quá" in asked.replies[-1].text
    assert (await processes[0].handle(message(1001, "1", sender))).outcome is Outcome.DROPPED

    wall.now += timedelta(hours=1)
    erased = await processes[0].handle(message(1002, "1", sender))
    assert erased.outcome is Outcome.COMMAND


async def test_what_the_provider_has_obeyed_counts_for_nothing(processes: list[Turns]) -> None:
    sender = "+84912000122"
    await flood(processes, sender, BURST)
    help_asked = replace(message(1000, "HELP", sender), obeyed="ask_help")
    for number in range(3):
        await processes[0].handle(replace(help_asked, message_id=f"SM-help-{number}"))

    turn = await processes[0].handle(message(1001, sender=sender))

    assert turn.outcome is Outcome.FLOOD  # and not dropped in silence


async def test_whoever_waited_is_answered_again(processes: list[Turns], wall: Wall) -> None:
    sender = "+84912000115"
    await flood(processes, sender, BURST + 3)
    wall.now += timedelta(hours=1)

    turn = await processes[0].handle(message(1001, sender=sender))

    assert turn.outcome is Outcome.ANSWERED


async def test_a_redelivered_message_counts_once(processes: list[Turns]) -> None:
    sender = "+84912000116"
    for _ in range(2 * BURST):
        await processes[0].handle(message(1, sender=sender))

    turn = await processes[1].handle(message(2, sender=sender))

    assert turn.outcome is Outcome.ANSWERED


async def test_the_flood_of_one_citizen_is_not_another_s(processes: list[Turns]) -> None:
    await flood(processes, "+84912000117", BURST + 2)

    turn = await processes[0].handle(message(1, sender="+84912000118"))

    assert turn.outcome is Outcome.ANSWERED


async def test_news_of_ours_reaches_whoever_floods(processes: list[Turns]) -> None:
    sender = "+84912000119"
    await flood(processes, sender, BURST + 2)
    conversation = (await processes[0].handle(message(1, sender=sender))).conversation_id

    news = await processes[0].trigger(
        conversation, '/external_link_result{"link_state":"linked"}', "news-1"
    )

    assert news is not None
    assert news.outcome is not Outcome.DROPPED


async def opted_out(database: Database, conversation_id: int) -> int:
    async with database.transaction() as connection:
        return int(await optouts.find(connection, conversation_id) is not None)


async def rows(database: Database) -> list[int]:
    async with database.transaction() as connection:
        return [
            (await connection.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one()
            for table in ("inbound_messages", "events", "deliveries")
        ]
