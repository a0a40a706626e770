"""Our engine against recorded events of real Rasa: same bot, same messages, event by event."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.conversation.dialogue import Dialogue
from bot.conversation.events import Event
from bot.conversation.snapshot import restore, take
from bot.conversation.tracker import Tracker
from bot.messages import ChannelName, InboundMessage
from tests.oracle.brief import brief
from tests.oracle.desk import make_desk
from tests.oracle.differences import DIFFERENCES, Difference, Told
from tests.oracle.digest import digest

HERE = Path(__file__).parent
RECORDED = json.loads((HERE / "recorded.json").read_text(encoding="utf-8"))
SCRIPTS = yaml.safe_load((HERE / "scripts.yml").read_text(encoding="utf-8"))
BEGIN = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def desk() -> Dialogue:
    return make_desk()


def kept(tracker: Tracker, desk: Dialogue) -> Tracker:
    """Return the tracker as it comes back from the store."""
    stored = json.loads(json.dumps(take(tracker), sort_keys=True))
    return restore(tracker.sender_id, desk.catalogue.domain, stored)


async def play(desk: Dialogue, script: dict[str, Any]) -> list[list[Event]]:
    tracker, now, turns = desk.begin("someone"), BEGIN, []
    for text in script["messages"]:
        now += (
            timedelta(minutes=text["minutes"]) if isinstance(text, dict) else timedelta(seconds=1)
        )
        if isinstance(text, dict):
            continue
        message = InboundMessage(channel=ChannelName.REST, sender_id="someone", text=text)
        decision = await desk.decide(tracker, message, now)
        tracker = kept(decision.tracker, desk)
        turns.append(list(decision.events))
    return turns


def ours(script: str, position: int, turn: Told) -> Told:
    for difference in DIFFERENCES:
        turn = difference.ours(script, position, turn)
    return turn


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script["name"])
async def test_events_are_the_same_as_rasas(desk: Dialogue, script: dict[str, Any]):
    recorded = RECORDED["scripts"][script["name"]]
    expected = [ours(script["name"], at, turn["events"]) for at, turn in enumerate(recorded)]
    played = await play(desk, script)
    assert [[brief(event) for event in turn] for turn in played] == expected
    for event in (event for turn in played for event in turn):
        assert set(event) <= set(RECORDED["keys"][event["event"]])


def test_recording_is_of_this_bot_and_these_scripts():
    assert RECORDED["digest"] == digest(), "record again: see tests/oracle/record.py"


def test_recording_has_the_scripts_and_a_version():
    assert list(RECORDED["scripts"]) == [script["name"] for script in SCRIPTS]
    assert RECORDED["rasa"] == "3.6.21"
    assert len(SCRIPTS) >= 40


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda difference: difference.name)
def test_difference_is_one(difference: Difference):
    changed = {
        (name, at)
        for name, turns in RECORDED["scripts"].items()
        for at, turn in enumerate(turns)
        if difference.ours(name, at, turn["events"]) != turn["events"]
    }
    assert changed >= set(difference.turns)
    assert changed


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda difference: difference.name)
def test_difference_is_told(difference: Difference):
    told = (HERE.parents[1] / "docs" / "rasa-compatibility.md").read_text(encoding="utf-8")
    assert difference.name.casefold() in " ".join(told.split()).casefold()
