"""A session that is asked for greets; one that begins with a question leaves it to the answer."""

import pytest

from bot.conversation.actions.sessions import StartSession
from tests.unit.conversation.actions.alone import run_alone, said

COMMAND = {"intent": {"name": "session_start"}}
HEARD = {"event": "user"}
LISTENING = {"event": "action", "name": "action_listen"}
SLOT = {"event": "slot", "name": "language", "value": "vi"}


@pytest.mark.parametrize("events", [[HEARD], [LISTENING, HEARD], [LISTENING, HEARD, SLOT]])
async def test_session_that_is_asked_for_greets(events):
    result = await run_alone(StartSession(), message=COMMAND, events=events)
    assert said(result) == ["utter_greet"]


@pytest.mark.parametrize(
    ("message", "events"),
    [
        ({}, []),
        (COMMAND, [HEARD, LISTENING]),
        ({"intent": {"name": "greet"}}, [HEARD, LISTENING]),
        ({"intent": {"name": "greet"}}, [HEARD]),
    ],
)
async def test_session_that_begins_by_itself_says_nothing(message, events):
    result = await run_alone(StartSession(), message=message, events=events)
    assert said(result) == []
