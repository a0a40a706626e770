"""A message that is edited answers nothing that was asked since it was written."""

import pytest

from bot.conversation.custody import Custody
from bot.messages import Outcome
from tests.conversations.talking import Talk, make_dialogue, said

DIALOGUE = make_dialogue()
EXPLAINED = "utter_edited_choice"


@pytest.mark.parametrize("text", ["2", "2.", "số 2", "Chọn 2", "number 2", "có", "không", "yes"])
async def test_an_edited_answer_is_not_taken_for_one_to_what_is_shown_now(text):
    talk = Talk(DIALOGUE)
    await talk.say("/ask_help")
    assert said(await talk.say(text, is_edited=True)) == [EXPLAINED]


@pytest.mark.parametrize("text", ["có", "2", "công dân", "cả hai", "blah blah"])
async def test_no_edited_text_moves_a_form(text):
    talk = Talk(DIALOGUE)
    asked = await talk.say_all(["/start_link_check"])
    before = {name: value for name, value in talk.tracker.slots.items() if "link_check" in name}
    told = said(await talk.say(text, is_edited=True))
    assert (told[0], told[-1]) == (EXPLAINED, asked[-1])
    assert before.items() <= talk.tracker.slots.items()


@pytest.mark.parametrize("in_form", [False, True])
async def test_an_edited_command_is_obeyed(in_form):
    talk = Talk(DIALOGUE)
    await talk.say_all(["/start_link_check"] if in_form else [])
    assert "utter_ask_help" in said(await talk.say("/ask_help", is_edited=True))


async def test_an_edited_question_is_answered():
    talk = Talk(DIALOGUE)
    told = said(await talk.say("Số tổng đài hỗ trợ VNeID là bao nhiêu?", is_edited=True))
    assert told == ["utter_faq_hotline"]


async def test_a_secret_in_an_edited_answer_is_warned_of():
    talk = Talk(DIALOGUE)
    await talk.say("/start_link_check")
    decision = await talk.say("mật khẩu là Hoa@2024xyz", is_edited=True)
    assert said(decision)[:2] == ["utter_secret_masked", EXPLAINED]


async def test_an_edited_number_is_a_word_to_the_officer():
    talk = Talk(DIALOGUE)
    await talk.say("/ask_help")
    decision = await talk.say("số 2", Custody(is_persons=True, ticket="1-1"), is_edited=True)
    assert (decision.outcome, decision.text) == (Outcome.QUIET, "số 2")
