"""Secrets are masked and warned of; what fails is said, and nothing is lost."""

import asyncio
from typing import Any

import pytest
from rasa_sdk import Action

from bot.conversation.actions.runner import ActionRunner
from bot.errors import ActionFailed
from bot.messages import Outcome
from tests.unit.conversation.scripted import (
    EN,
    NOW,
    Talk,
    make_dialogue,
    message,
    runner_of,
    said,
    told,
)

FOR_ANOTHER = "tôi hỏi cho người khác"
"""A message that the action of these tests follows."""


class Scripted(Action):
    """Stands in for the action that rules name."""

    def name(self) -> str:
        return "action_answer_for_account"


class Raises(Scripted):
    async def run(self, _dispatcher, _tracker, _domain):
        raise RuntimeError("password is hunter2")


class Sleeps(Scripted):
    async def run(self, _dispatcher, _tracker, _domain):
        await asyncio.sleep(60)


class WritesToTheTracker(Scripted):
    async def run(self, dispatcher, tracker, _domain):
        tracker.slots["account_type"] = "enterprise"
        tracker.latest_message["intent"]["name"] = "greet"
        dispatcher.utter_message(response="utter_greet")
        return []


class WantsATicket(Scripted):
    async def run(self, dispatcher, _tracker, _domain):
        values = {"queue": "accounts"}
        dispatcher.utter_message(json_message={"effect": "open_ticket", "values": values})
        dispatcher.utter_message(response="utter_greet")
        return []


@pytest.mark.parametrize("runner", [runner_of(Raises()), runner_of(Sleeps(), limit_seconds=0.02)])
async def test_action_that_fails_says_so(runner: ActionRunner):
    talk = Talk(make_dialogue(runner))
    decision = await talk.say(FOR_ANOTHER)
    assert said(decision) == ["utter_error"]
    assert decision.outcome is Outcome.ERROR
    assert told(decision.events)[-1] == "action action_listen"
    assert "hunter2" not in str(decision)


async def test_conversation_goes_on_after_an_action_failed():
    talk = Talk(make_dialogue(runner_of(Raises())))
    decision = await talk.say_all(FOR_ANOTHER, "đăng nhập bằng gì")
    assert said(decision) == ["utter_faq_sole-login-method"]


async def test_action_cannot_change_the_tracker():
    talk = Talk(make_dialogue(runner_of(WritesToTheTracker())))
    decision = await talk.say(FOR_ANOTHER)
    assert said(decision) == ["utter_greet"]
    assert decision.tracker.slots["account_type"] is None
    [user] = [event for event in decision.events if event["event"] == "user"]
    assert user["parse_data"]["intent"]["name"] == "state_account_type"


async def test_effect_of_an_action_is_reported():
    talk = Talk(make_dialogue(runner_of(WantsATicket())))
    decision = await talk.say(FOR_ANOTHER)
    assert [(effect.name, effect.values) for effect in decision.effects] == [
        ("open_ticket", {"queue": "accounts"})
    ]
    assert len(decision.replies) == 1


@pytest.mark.parametrize(
    ("runner", "reason"),
    [
        (runner_of(Raises()), "action_answer_for_account: RuntimeError"),
        (runner_of(Sleeps(), limit_seconds=0.02), r"action_answer_for_account took over 0\.02 s"),
        (runner_of(), "action_answer_for_account"),
    ],
)
async def test_runner_tells_why_an_action_failed(runner: ActionRunner, reason: str):
    tracker: dict[str, Any] = {"sender_id": "a", "slots": {}, "latest_message": {}, "events": []}
    with pytest.raises(ActionFailed, match=reason) as raised:
        await runner.run("action_answer_for_account", tracker)
    assert "hunter2" not in str(raised.value)


@pytest.fixture
def talk() -> Talk:
    return Talk(make_dialogue())


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("123456", "••••••"),
        ("OTP 482913", "OTP ••••••"),
        ("mat khau: Abc@12345", "mat khau: ••••••"),
    ],
)
async def test_message_of_secrets_only_is_warned_of(talk: Talk, text: str, kept: str):
    decision = await talk.say(text)
    assert said(decision) == ["utter_secret_masked", "utter_faq_never-share-secrets"]
    assert decision.outcome is Outcome.ANSWERED
    assert decision.topics == ("never-share-secrets",)
    assert decision.text == kept


async def test_question_with_a_secret_is_warned_of_and_answered(talk: Talk):
    decision = await talk.say("mật khẩu của tôi là Abc@12345, đăng nhập bằng gì")
    assert said(decision) == ["utter_secret_masked", "utter_faq_sole-login-method"]
    assert decision.outcome is Outcome.ANSWERED


async def test_secret_stands_nowhere_in_the_decision(talk: Talk):
    for text in ("OTP 482913", "mat khau: Abc@12345", "mật khẩu của tôi là Abc@12345, đăng nhập"):
        decision = await talk.say(text)
        assert "482913" not in str(decision)
        assert "Abc@12345" not in str(decision)


async def test_turn_that_broke_is_apologised_for_and_kept(talk: Talk):
    await talk.say("hello")
    decision = talk.dialogue.apologise(talk.tracker, message("my OTP 482913"), NOW)
    assert said(decision) == ["utter_error"]
    assert decision.outcome is Outcome.ERROR
    assert decision.language is EN
    assert decision.text == "my OTP ••••••"
    assert told(decision.events)[0] == "user"
    assert told(decision.events)[-1] == "action action_listen"


@pytest.mark.parametrize("text", ["đăng nhập bằng gì", "blah", "tôi là công ty", "", "a" * 3000])
async def test_reply_is_rebuilt_byte_for_byte_from_what_was_kept(talk: Talk, text: str):
    decision = await talk.say(text)
    spoken = [event for event in decision.events if event["event"] == "bot"]
    rebuilt = [talk.dialogue.speaker.say_again(event["metadata"]).reply for event in spoken]
    assert tuple(rebuilt) == decision.replies
    assert [event["text"] for event in spoken] == [reply.text for reply in rebuilt]
