"""A short reply is read together with the question that the bot met a message with."""

import pytest

from bot.conversation.asked_back import read_with_question
from bot.conversation.hearing import FALLBACK, Heard, Meaning
from bot.conversation.tracker import Tracker
from bot.conversation.understanding.interpreter import IntentScore, Understanding
from bot.messages import Language

VNEID, PORTAL = "faq_forgot-vneid-password", "faq_forgot-portal-password"
QUESTION = Tracker(
    sender_id="someone",
    latest_message={"text": "I forgot my password", "intent": {"name": "forgot_some_password"}},
    choices=(f"/{VNEID}", f"/{PORTAL}"),
)


class Interpreter:
    """Understands one text, and nothing of any other."""

    def __init__(self, text: str, intent: str) -> None:
        self._text, self._score = text, IntentScore(intent, 0.9)

    def parse(self, text: str, *, previous_language: Language) -> Understanding:
        if text != self._text:
            return Understanding.nothing(text, previous_language)
        return Understanding(text, previous_language, self._score, (self._score,))


def heard(text: str, intent: str = FALLBACK) -> Heard:
    meaning = Meaning(
        text=text, intent=intent, understanding=Understanding.nothing(text, Language.EN)
    )
    return Heard(text=text, rejection=None, has_secrets=False, meanings=(meaning,))


def read(reply: Heard, before: Tracker = QUESTION, intent: str = VNEID) -> str:
    interpreter = Interpreter(f"I forgot my password {reply.text}", intent)
    return read_with_question(reply, before, interpreter).meanings[0].intent


@pytest.mark.parametrize("alone", [FALLBACK, "faq_what-is-vneid"])
def test_a_short_reply_means_what_it_means_after_the_question(alone):
    assert read(heard("the VNeID one", alone)) == VNEID


def test_the_words_that_are_kept_are_those_of_the_reply():
    reply = heard("the VNeID one")
    interpreter = Interpreter("I forgot my password the VNeID one", VNEID)
    meaning = read_with_question(reply, QUESTION, interpreter).meanings[0]
    assert meaning.text == meaning.understanding.text == "the VNeID one"


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("thank you", "thank"),
        ("what is VNeID?", "faq_what-is-vneid"),
        (f"/{PORTAL}", PORTAL),
        ("my phone was stolen on the bus this morning", "faq_lost-phone-lock"),
    ],
)
def test_thanks_a_question_a_button_and_a_longer_reply_speak_for_themselves(text, alone):
    assert read(heard(text, alone)) == alone


def test_only_what_a_button_says_can_be_meant():
    assert read(heard("the old one"), intent="faq_new-device") == FALLBACK


def test_after_an_answer_a_reply_speaks_for_itself():
    answered = Tracker(
        sender_id="someone",
        latest_message={"text": "I forgot my password", "intent": {"name": PORTAL}},
        choices=QUESTION.choices,
    )
    assert read(heard("the VNeID one"), before=answered) == FALLBACK


def test_a_button_pressed_before_is_no_words():
    pressed = Tracker(
        sender_id="someone",
        latest_message={"text": "/greet", "intent": {"name": "forgot_some_password"}},
        choices=QUESTION.choices,
    )
    interpreter = Interpreter("/greet the VNeID one", VNEID)
    reply = heard("the VNeID one")
    assert read_with_question(reply, pressed, interpreter) is reply
