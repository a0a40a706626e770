"""An officer takes an opt-out down for a citizen, on every channel."""

import asyncio

import psycopg
import pytest
from typer.testing import CliRunner

from bot.bootstrap import make_dialogue
from bot.commands.optouts import app
from bot.errors import SettingsError
from bot.messages import ChannelName
from bot.services.tickets.numbers import number_of
from bot.settings import load_settings
from storage import joined, tickets
from tests.integration.conversation.desk_case import Case

ASKED = ["--officer", "lan (synthetic)", "--proof", "call"]


@pytest.fixture
def call(monkeypatch, fresh_database_url):
    def call(command, *named):
        monkeypatch.setenv("VNEID_DATABASE_URL", fresh_database_url)
        monkeypatch.setenv("VNEID_ENCRYPTION_KEY", "k" * 40)
        arguments = [command, *named, *ASKED]
        return CliRunner().invoke(app, arguments, catch_exceptions=False).stdout

    return call


@pytest.fixture
def run(call):
    return lambda command, phone: call(command, "--phone", phone)


@pytest.fixture(scope="module")
def dialogue():
    return make_dialogue(load_settings())


async def open_ticket(database, dialogue, channel):
    turn = await Case(database, dialogue, channel).say("cho tôi gặp cán bộ hỗ trợ")
    async with database.transaction() as connection:
        ticket = await tickets.find_latest(connection, turn.conversation_id)
    return number_of(ticket.id), turn.conversation_id


def in_force(url, conversation_id):
    with psycopg.connect(url) as connection:
        return connection.execute(
            "SELECT decided_by, proof FROM optouts JOIN conversations USING (channel, sender_id)"
            " WHERE conversations.id = %s AND ended_at IS NULL",
            [conversation_id],
        ).fetchall()


def test_a_number_in_any_spelling_is_refused_once_and_allowed_again(run, fresh_database_url):
    assert run("add", "0912 345 678") == "+84•••••••78 gets nothing but answers\n"
    assert "as before" in run("add", "+84 912.345.678")
    assert run("end", "84912345678") == "+84•••••••78 gets messages again\n"
    with psycopg.connect(fresh_database_url) as connection:
        rows = connection.execute(
            "SELECT channel, decided_by, proof, ended_by FROM optouts"
        ).fetchall()
    assert rows == [("sms", "officer", "lan (synthetic): call", "officer")]


def test_what_is_no_number_is_refused(run):
    with pytest.raises(SettingsError, match="extension"):
        run("add", "0912345678 ext 5")


@pytest.mark.parametrize("channel", [ChannelName.TELEGRAM, ChannelName.WEB, ChannelName.SMS])
async def test_a_ticket_names_the_citizen_on_its_channel(
    call, database, dialogue, fresh_database_url, channel
):
    number, conversation_id = await open_ticket(database, dialogue, channel)
    outputs = await asyncio.to_thread(
        lambda: [
            call("add", "--ticket", number),
            call("add", "--ticket", number, "--channel", channel.value),
        ]
    )
    assert outputs == [
        f"ticket {number} on {channel} gets nothing but answers\n",
        f"ticket {number} on {channel} gets nothing but answers (as before)\n",
    ]
    assert in_force(fresh_database_url, conversation_id) == [("officer", "lan (synthetic): call")]
    ended = await asyncio.to_thread(call, "end", "--ticket", number)
    assert ended == f"ticket {number} on {channel} gets messages again\n"
    assert in_force(fresh_database_url, conversation_id) == []


async def test_a_ticket_names_the_citizen_on_a_channel_that_they_joined(
    call, database, dialogue, fresh_database_url
):
    number, web = await open_ticket(database, dialogue, ChannelName.WEB)
    _, telegram = await open_ticket(database, dialogue, ChannelName.TELEGRAM)
    async with database.transaction() as connection:
        await joined.join(connection, [web, telegram], 7)
    await asyncio.to_thread(call, "add", "--ticket", number, "--channel", "telegram")
    assert in_force(fresh_database_url, telegram)
    assert in_force(fresh_database_url, web) == []


async def test_a_channel_where_nobody_knows_the_citizen_is_refused(call, database, dialogue):
    number, _ = await open_ticket(database, dialogue, ChannelName.WEB)
    with pytest.raises(SettingsError, match="on web only"):
        await asyncio.to_thread(call, "add", "--ticket", number, "--channel", "telegram")


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ([], "by --phone or by --ticket"),
        (["--phone", "0912345678", "--ticket", "1042-7"], "by --phone or by --ticket"),
        (["--ticket", "1042-8"], "no ticket"),
        (["--ticket", number_of(987_654)], "no ticket"),
        (["--phone", "0912345678", "--channel", "telegram"], "by --ticket"),
    ],
)
def test_who_is_not_named_in_one_way_is_refused(call, named, says):
    with pytest.raises(SettingsError, match=says):
        call("add", *named)
