"""A citizen whom the answer did not help is offered a person after the second try."""

import pytest

from bot.conversation.dialogue import Dialogue
from bot.messages import Outcome
from tests.unit.conversation.reading import real_dialogue
from tests.unit.conversation.scripted import Talk, said

LINES = {
    "không nhận được mã OTP": "faq_otp-not-received",
    "liên kết thế nào": "faq_link-overview",
    "vẫn không được": "still_failing",
    "xin chào": "greet",
}


@pytest.fixture(scope="module")
def dialogue() -> Dialogue:
    return real_dialogue(LINES, {"it still does not work": "still_failing"})


@pytest.fixture
def talk(dialogue: Dialogue) -> Talk:
    return Talk(dialogue)


async def test_first_try_that_fails_asks_for_the_words_of_the_error(talk: Talk):
    decision = await talk.say_all("không nhận được mã OTP", "vẫn không được")
    assert said(decision) == ["utter_try_once_more"]
    assert decision.outcome is Outcome.CLARIFY


async def test_second_try_that_fails_offers_a_person(talk: Talk):
    await talk.say("không nhận được mã OTP")
    decision = await talk.say_all("vẫn không được", "vẫn không được")
    assert said(decision) == ["utter_request_officer"]
    assert decision.topics == ("human-handoff",)


async def test_failure_of_nothing_known_asks_what_fails(talk: Talk):
    assert said(await talk.say("vẫn không được")) == ["utter_what_fails"]
    assert said(await talk.say("vẫn không được")) == ["utter_request_officer"]


async def test_other_answer_lets_the_tries_begin_anew(talk: Talk):
    await talk.say_all("không nhận được mã OTP", "vẫn không được", "liên kết thế nào")
    assert said(await talk.say("vẫn không được")) == ["utter_try_once_more"]


async def test_message_not_understood_between_does_not_let_them_begin_anew(talk: Talk):
    await talk.say_all("không nhận được mã OTP", "vẫn không được", "blah blah")
    assert said(await talk.say("vẫn không được")) == ["utter_request_officer"]


async def test_person_is_offered_in_the_language_of_the_citizen(talk: Talk):
    first = await talk.say("it still does not work")
    second = await talk.say("it still does not work")
    assert first.language == second.language == "en"
    assert said(second) == ["utter_request_officer"]
