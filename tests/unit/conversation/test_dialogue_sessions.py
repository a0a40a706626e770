"""A session begins with the first message and after a long silence; what is known stays."""

from datetime import timedelta

import pytest

from bot.conversation.rehearsal import Rehearsal
from tests.unit.conversation.scripted import (
    EN,
    NOW,
    VI,
    Talk,
    make_dialogue,
    message,
    said,
    told,
)


@pytest.fixture(scope="module")
def dialogue():
    return make_dialogue()


@pytest.fixture
def talk(dialogue) -> Talk:
    return Talk(dialogue)


async def test_session_begins_with_the_first_message(talk: Talk):
    assert told((await talk.say("xin chào")).events)[:3] == [
        "action action_session_start",
        "session_started",
        "action action_listen",
    ]


@pytest.mark.parametrize(
    ("silence", "begins_anew"),
    [
        (timedelta(minutes=1), False),
        (timedelta(minutes=60), False),
        (timedelta(minutes=60, seconds=1), True),
        (timedelta(days=400), True),
    ],
)
async def test_session_begins_anew_after_an_hour_of_silence(
    talk: Talk, silence: timedelta, begins_anew: bool
):
    await talk.say("xin chào")
    talk.now += silence
    decision = await talk.say("xin chào")
    assert ("session_started" in told(decision.events)) is begins_anew


async def test_account_is_still_known_in_the_next_session(talk: Talk):
    await talk.say("tôi là công ty")
    talk.now += timedelta(days=1)
    assert (await talk.say("đăng nhập bằng gì")).facts == ("companies-wait",)


async def test_misses_are_forgotten_in_the_next_session(talk: Talk):
    await talk.say("blah")
    talk.now += timedelta(days=1)
    assert said(await talk.say("blah")) == ["utter_ask_clarification"]


async def test_business_clock_that_was_set_back_begins_no_session(talk: Talk):
    await talk.say("xin chào")
    talk.now -= timedelta(days=900)
    assert "session_started" not in told((await talk.say("xin chào")).events)


async def test_rehearsed_conversations_are_kept_apart(dialogue):
    rehearsal = Rehearsal(dialogue)
    one = message("blah")
    assert said(await rehearsal.answer(one, NOW)) == ["utter_ask_clarification"]
    assert said(await rehearsal.answer(one, NOW)) == ["utter_fallback"]
    other = type(one)(channel=one.channel, sender_id="other", text="blah")
    assert said(await rehearsal.answer(other, NOW)) == ["utter_ask_clarification"]


@pytest.mark.parametrize(("text", "language"), [("xin chào", VI), ("hello", EN)])
async def test_language_spoken_before_is_used_where_a_message_has_no_words(
    talk: Talk, text: str, language
):
    assert (await talk.say_all(text, "👍")).language is language
