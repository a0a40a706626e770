"""Slots that the action server fills for Rasa are those that the bot itself would have."""

import inspect

import pytest

from bot.content.catalogue import load_catalogue
from bot.conversation.actions.hearing import FillSlots
from tests.unit.conversation.actions.rasa_side import RasaSide
from tests.unit.conversation.scripted import SOLE_LOGIN

SET_BY_ACTIONS = {
    "downs",
    "reminders",
    "ticket",  # of the desk, which Rasa has none of
    "joined_channels",  # of the store, which Rasa has none of
    "opted_out",
    *(f"link_check_{name}" for name in ("as_of", "status", "result", "tries")),
    *(f"live_check_{name}" for name in ("number", "status", "code", "state")),
}
"""Slots that only actions set; nothing in a message changes them."""


@pytest.fixture
def rasa() -> RasaSide:
    return RasaSide()


@pytest.mark.parametrize(
    ("text", "language"), [("hello", "en"), ("xin chào", "vi"), ("how do I log in", "en")]
)
async def test_language_is_that_of_the_message(rasa: RasaSide, text: str, language: str):
    await rasa.hear(text)
    assert rasa.slots["language"] == language


async def test_payload_keeps_the_language_spoken(rasa: RasaSide):
    await rasa.hear("hello")
    await rasa.hear("/greet", "greet")
    assert rasa.slots["language"] == "en"


async def test_account_named_in_passing_holds_for_one_message(rasa: RasaSide):
    await rasa.hear("công ty đăng nhập bằng gì")
    assert rasa.slots["account"] == "enterprise"
    await rasa.hear("đăng nhập bằng gì")
    assert rasa.slots["account"] == "citizen"


async def test_account_that_the_citizen_says_to_be_is_remembered(rasa: RasaSide):
    await rasa.hear("tôi là công ty")
    await rasa.hear("đăng nhập bằng gì")
    assert (rasa.slots["account_type"], rasa.slots["account"]) == ("enterprise", "enterprise")


async def test_account_asked_about_after_an_answer_is_not_who_asks(rasa: RasaSide):
    await rasa.hear("đăng nhập bằng gì")
    rasa.answer(f"utter_{SOLE_LOGIN}", f"utter_{SOLE_LOGIN}#3")
    await rasa.hear("còn công ty thì sao")
    assert (rasa.slots["account_type"], rasa.slots["account"]) == (None, "enterprise")


async def test_word_that_is_no_account_type_is_forgotten(rasa: RasaSide):
    rasa.events.append({"event": "slot", "name": "account_type", "value": "hàng xóm"})
    await rasa.hear("xin chào")
    rasa.events.append({"event": "slot", "name": "account_type", "value": "hàng xóm"})
    await rasa.act("action_validate_slot_mappings")
    assert rasa.slots["account_type"] is None


async def test_topic_is_that_of_the_last_answer(rasa: RasaSide):
    await rasa.hear("đăng nhập bằng gì")
    rasa.answer(f"utter_{SOLE_LOGIN}", f"utter_{SOLE_LOGIN}#3")
    await rasa.hear("xin chào")
    assert rasa.slots["topic"] == "sole-login-method"
    await rasa.hear("xin chào")
    assert rasa.slots["topic"] == "sole-login-method"


async def test_small_talk_is_no_topic(rasa: RasaSide):
    await rasa.hear("xin chào")
    rasa.answer("utter_greet", "utter_greet#1")
    await rasa.hear("đăng nhập bằng gì")
    assert rasa.slots.get("topic") is None


async def test_misses_are_forgotten_when_a_message_is_understood(rasa: RasaSide):
    await rasa.hear("xin chào")
    rasa.slots["misses"] = 2
    await rasa.hear("blá", "nlu_fallback")
    assert rasa.slots["misses"] == 2
    await rasa.hear("xin chào")
    assert rasa.slots["misses"] == 0


async def test_misses_are_forgotten_in_a_new_session(rasa: RasaSide):
    await rasa.hear("xin chào")
    rasa.slots["misses"] = 2
    rasa.events.append({"event": "session_started"})
    await rasa.hear("blá", "nlu_fallback")
    assert rasa.slots["misses"] == 0


async def test_secret_in_a_message_is_warned_about_in_its_language(rasa: RasaSide):
    said = await rasa.hear("mật khẩu của tôi là abc12345, đăng nhập bằng gì", SOLE_LOGIN)
    assert [message["text"] for message in said] == ["Một phần tin nhắn đã được che."]


async def test_nothing_is_said_beside_a_plain_question(rasa: RasaSide):
    assert await rasa.hear("đăng nhập bằng gì") == []


def test_every_slot_without_a_mapping_is_filled():
    slots = load_catalogue().domain.slots.items()
    custom = {name for name, slot in slots if any(one.type == "custom" for one in slot.mappings)}
    filled = {name for name, _ in inspect.getmembers(FillSlots, inspect.isfunction)}
    assert {f"extract_{name}" for name in custom - SET_BY_ACTIONS} - filled == set()
