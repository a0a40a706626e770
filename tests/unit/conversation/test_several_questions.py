"""A message that asks several things gets two answers in order; small talk beside it is passed."""

import pytest

from bot.conversation.dialogue import Dialogue
from bot.conversation.hearing import acted_on
from bot.conversation.understanding.interpreter import IntentScore, Understanding
from bot.messages import Language, Outcome
from tests.unit.conversation.reading import ReadingInterpreter, real_dialogue
from tests.unit.conversation.scripted import Talk, said, told

WHO, HOTLINE, DEADLINE = "faq_who-must-switch", "faq_hotline", "faq_deadline-overview"
PARTS = {
    "ai phải chuyển?": WHO,
    "Hotline số mấy?": HOTLINE,
    "hạn chót là khi nào?": DEADLINE,
    "hạn chót là khi nào": DEADLINE,
    "công ty tôi thì ai phải chuyển?": WHO,
    "xin chào": "greet",
    "cảm ơn nhé": "thank",
    "giá vàng hôm nay bao nhiêu?": "out_of_scope",
    "xin chào, hạn chót là khi nào?": "greet",
    "cảm ơn nhé, hạn chót là khi nào?": "thank",
    "xin chào, hôm nay trời đẹp": "greet",
    "hạn là 31/12/2026 đúng không?": DEADLINE,
}
ENGLISH = {"who must switch?": WHO, "what is the hotline?": HOTLINE}


@pytest.fixture(scope="module")
def dialogue() -> Dialogue:
    return real_dialogue(PARTS, ENGLISH)


@pytest.fixture
def talk(dialogue: Dialogue) -> Talk:
    return Talk(dialogue)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("ai phải chuyển? Hotline số mấy?", ("who-must-switch", "hotline")),
        ("Hotline số mấy? ai phải chuyển?", ("hotline", "who-must-switch")),
        ("who must switch? what is the hotline?", ("who-must-switch", "hotline")),
        ("ai phải chuyển? who must switch? Hotline số mấy?", ("who-must-switch", "hotline")),
    ],
)
async def test_two_questions_get_two_answers_in_their_order(
    talk: Talk, text: str, topics: tuple[str, ...]
):
    decision = await talk.say(text)
    assert decision.topics == topics
    assert said(decision) == [f"utter_faq_{topic}" for topic in topics]
    assert len(decision.replies) == 2
    assert decision.outcome is Outcome.ANSWERED
    assert len([event for event in decision.events if event["event"] == "user"]) == 2


async def test_answers_are_spoken_in_the_language_of_their_question(talk: Talk):
    decision = await talk.say("who must switch? Hotline số mấy?")
    assert "Source:" in decision.replies[0].text
    assert "Nguồn:" in decision.replies[1].text


async def test_more_than_two_questions_are_asked_one_at_a_time(talk: Talk):
    decision = await talk.say("ai phải chuyển? Hotline số mấy? hạn chót là khi nào?")
    assert said(decision) == [
        "utter_faq_who-must-switch",
        "utter_faq_hotline",
        "utter_one_at_a_time",
    ]
    assert decision.outcome is Outcome.ANSWERED


async def test_question_asked_twice_is_answered_once(talk: Talk):
    decision = await talk.say("hạn chót là khi nào? hạn chót là khi nào?")
    assert said(decision) == ["utter_faq_deadline-overview"]


@pytest.mark.parametrize(
    "text", ["xin chào, hạn chót là khi nào?", "cảm ơn nhé, hạn chót là khi nào?"]
)
async def test_question_beside_small_talk_is_answered(talk: Talk, text: str):
    assert said(await talk.say(text)) == ["utter_faq_deadline-overview"]


async def test_small_talk_alone_is_answered_as_such(talk: Talk):
    assert said(await talk.say("xin chào, hôm nay trời đẹp")) == ["utter_greet"]


async def test_question_beside_one_out_of_scope_is_answered(talk: Talk):
    decision = await talk.say("hạn chót là khi nào? giá vàng hôm nay bao nhiêu?")
    assert said(decision) == ["utter_faq_deadline-overview"]


async def test_account_named_in_one_question_goes_over_to_the_next(talk: Talk):
    decision = await talk.say("công ty tôi thì ai phải chuyển? Hotline số mấy?")
    accounts = [
        event["metadata"]["account"] for event in decision.events if event["event"] == "bot"
    ]
    assert accounts == ["enterprise", "enterprise"]


async def test_wrong_day_in_one_question_is_corrected_before_its_answer(talk: Talk):
    decision = await talk.say("Hotline số mấy? hạn là 31/12/2026 đúng không?")
    assert said(decision) == [
        "utter_faq_hotline",
        "utter_date_not_known",
        "utter_faq_deadline-overview",
    ]


async def test_secret_is_warned_of_once_before_all_answers(talk: Talk):
    decision = await talk.say("OTP 482913. ai phải chuyển? Hotline số mấy?")
    assert said(decision)[0] == "utter_secret_masked"
    assert said(decision).count("utter_secret_masked") == 1
    assert "482913" not in str(decision)


async def test_citizen_is_listened_to_after_all_answers(talk: Talk):
    decision = await talk.say("ai phải chuyển? Hotline số mấy?")
    assert told(decision.events)[-1] == "action action_listen"
    assert decision.tracker.slots["topic"] == "hotline"


class Overruled(ReadingInterpreter):
    """Guesses, of a story, what neither of its sentences asks by itself."""

    def parse(self, text, *, previous_language=None):
        if text.startswith("Hôm qua"):
            score = IntentScore("faq_link-step1", 0.5)
            return Understanding(text, Language.VI, score, (score,))
        return super().parse(text, previous_language=previous_language)


@pytest.mark.parametrize(
    "story",
    ["Hôm qua tôi thử. Hotline số mấy?", "Hôm qua tôi thử. ai phải chuyển? Hotline số mấy?"],
)
def test_a_part_does_not_overrule_what_the_whole_is_guessed_to_be(story: str):
    assert acted_on(Overruled(PARTS), story) == ()


def test_a_part_confirms_an_unsure_guess_at_the_whole():
    assert acted_on(ReadingInterpreter(PARTS), "Hôm qua tôi thử. Hotline số mấy?") == (HOTLINE,)


def test_the_questions_of_a_story_are_taken_as_one():
    story = "Hotline số mấy? " + "hôm qua tôi ra phường đợi mãi mà không ai tiếp. " * 3
    whole = f"{story}ai phải chuyển?"
    interpreter = ReadingInterpreter({**PARTS, whole: WHO})

    assert acted_on(interpreter, whole) == (WHO,)
