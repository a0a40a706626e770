"""`vneid-bot tickets` on a database with one ticket."""

import asyncio
import json
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from bot.bootstrap import make_dialogue
from bot.clock import Clock
from bot.commands.tickets import app
from bot.conversation.turn import Turns
from bot.messages import ChannelName, InboundMessage
from bot.settings import load_settings
from storage.database import Database


def real_now():
    return datetime.now(UTC)


async def ask(url):
    database = Database(url)
    turns = Turns(database, make_dialogue(load_settings()), Clock(real_now(), real_now()), real_now)
    text = "cho tôi gặp cán bộ hỗ trợ, số tôi 0912345678"
    await turns.handle(InboundMessage(channel=ChannelName.WEB, sender_id="mẫu-0001", text=text))
    await database.dispose()


@pytest.fixture(scope="module")
def run(fresh_database_url):
    asyncio.run(ask(fresh_database_url))

    def run(*arguments):
        environment = {"VNEID_DATABASE_URL": fresh_database_url}
        return CliRunner().invoke(app, arguments, env=environment, catch_exceptions=False)

    return run


def test_the_queue_is_listed(run):
    assert "101-9" in run("list").output
    (row,) = [json.loads(line) for line in run("list", "--json").output.splitlines()]
    assert (row["number"], row["status"], row["reason"]) == ("101-9", "open", "asked")
    assert run("list", "--status", "resolved", "--json").output == ""


def test_a_ticket_is_shown_with_what_was_written_masked(run):
    shown = run("show", "101-9").output
    assert "[opened]" in shown
    assert "0912345678" not in shown
    assert json.loads(run("show", "101-9", "--json").output)["messages"][0]["kind"] == "citizen"


def test_every_ticket_is_exported(run):
    (line,) = run("export").output.splitlines()
    assert json.loads(line)["number"] == "101-9"


def test_an_unknown_number_says_what_to_do(run):
    with pytest.raises(Exception, match="vneid-bot tickets list"):
        run("show", "101-8")
