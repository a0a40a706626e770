"""What a follow-up takes over from the answer before: topic, account type and day."""

import pytest

from bot.conversation.dialogue import Dialogue
from bot.messages import Outcome
from tests.unit.conversation.reading import real_dialogue
from tests.unit.conversation.scripted import JUNE, Talk, said

OLD_ACCOUNT, DEADLINE = "faq_old-account-after-cutoff", "faq_deadline-overview"
LINES = {
    "tài khoản cũ còn dùng được không": OLD_ACCOUNT,
    "tính đến 10/6/2024 tài khoản cũ còn dùng được không": OLD_ACCOUNT,
    "hạn chót là khi nào": DEADLINE,
    "tính đến 5/5/2035 hạn chót là khi nào": DEADLINE,
    "tính đến 1/1/2020 hạn chót là khi nào": DEADLINE,
    "hạn là 31/12/2026 đúng không": DEADLINE,
    "tôi sinh 5/3/1990, đăng ký mức 2 thế nào": "faq_get-level2",
    "công ty phải chuyển trước khi nào": "faq_org-deadline",
    "còn doanh nghiệp thì sao": "state_account_type",
    "công ty": "state_account_type",
    "người nước ngoài": "state_account_type",
    "công dân": "state_account_type",
    "tôi hỏi cho người khác": "state_account_type",
    "thế còn ngày 20/6/2024?": "state_date",
    "còn bây giờ?": "state_date",
    "xin chào": "greet",
}


@pytest.fixture(scope="module")
def dialogue() -> Dialogue:
    return real_dialogue(LINES, {"as of 10 June 2024 does it still work?": OLD_ACCOUNT})


@pytest.fixture
def talk(dialogue: Dialogue) -> Talk:
    return Talk(dialogue)


def occasions(decision) -> list[tuple[str, str, str]]:
    """Return topic, account and day of each answer."""
    return [
        (
            event["metadata"]["utter_action"].removeprefix("utter_faq_"),
            event["metadata"]["account"],
            event["metadata"]["day"],
        )
        for event in decision.events
        if event["event"] == "bot" and "utter_faq_" in event["metadata"]["utter_action"]
    ]


TODAY = "2026-11-21"


async def test_topic_goes_over_to_the_account_that_is_named(talk: Talk):
    await talk.say("tài khoản cũ còn dùng được không")
    decision = await talk.say("còn doanh nghiệp thì sao")
    assert occasions(decision) == [("old-account-after-cutoff", "enterprise", TODAY)]


@pytest.mark.parametrize("lead_in", ["không, ý tôi là ", "ý tôi là ", "no, I meant "])
async def test_correction_answers_again_for_who_was_meant(talk: Talk, lead_in: str):
    await talk.say("tài khoản cũ còn dùng được không")
    decision = await talk.say(f"{lead_in}công ty")
    assert occasions(decision) == [("old-account-after-cutoff", "enterprise", TODAY)]


async def test_account_can_be_corrected_back(talk: Talk):
    await talk.say_all("tài khoản cũ còn dùng được không", "còn doanh nghiệp thì sao")
    decision = await talk.say("công dân")
    assert occasions(decision) == [("old-account-after-cutoff", "citizen", TODAY)]
    decision = await talk.say("hạn chót là khi nào")
    assert occasions(decision) == [("deadline-overview", "citizen", TODAY)]


async def test_account_that_was_spoken_of_goes_over_to_the_next_question(talk: Talk):
    await talk.say_all("tài khoản cũ còn dùng được không", "còn doanh nghiệp thì sao")
    decision = await talk.say("hạn chót là khi nào")
    assert occasions(decision) == [("deadline-overview", "enterprise", TODAY)]


@pytest.mark.parametrize(
    ("account", "topic"),
    [("người nước ngoài", "foreigner-eligibility"), ("công dân", "who-must-switch")],
)
async def test_topic_of_one_account_gives_way_to_that_of_another(
    talk: Talk, account: str, topic: str
):
    await talk.say("công ty phải chuyển trước khi nào")
    assert (await talk.say(account)).topics == (topic,)


async def test_account_without_a_topic_asks_for_the_question(talk: Talk):
    decision = await talk.say("công ty")
    assert said(decision) == ["utter_state_account_type"]
    assert decision.outcome is Outcome.CLARIFY


async def test_person_of_no_named_account_is_asked_about(talk: Talk):
    await talk.say("tài khoản cũ còn dùng được không")
    assert said(await talk.say("tôi hỏi cho người khác")) == ["utter_ask_account_type"]


async def test_topic_goes_over_to_the_day_that_is_named(talk: Talk):
    await talk.say("tài khoản cũ còn dùng được không")
    decision = await talk.say("thế còn ngày 20/6/2024?")
    assert said(decision) == ["utter_as_of", "utter_faq_old-account-after-cutoff"]
    assert occasions(decision) == [("old-account-after-cutoff", "citizen", "2024-06-20")]
    assert "20/6/2024" in decision.replies[0].text
    assert decision.outcome is Outcome.ANSWERED


async def test_account_of_the_last_answer_goes_over_to_another_day(talk: Talk):
    await talk.say_all("tài khoản cũ còn dùng được không", "còn doanh nghiệp thì sao")
    decision = await talk.say("thế còn ngày 20/6/2024?")
    assert occasions(decision) == [("old-account-after-cutoff", "enterprise", "2024-06-20")]


async def test_day_goes_over_to_another_account(talk: Talk):
    await talk.say("tính đến 10/6/2024 tài khoản cũ còn dùng được không")
    decision = await talk.say("còn doanh nghiệp thì sao")
    assert occasions(decision) == [("old-account-after-cutoff", "enterprise", "2024-06-10")]


async def test_now_after_a_day_is_today(talk: Talk):
    await talk.say("tính đến 10/6/2024 tài khoản cũ còn dùng được không")
    decision = await talk.say("còn bây giờ?")
    assert occasions(decision) == [("old-account-after-cutoff", "citizen", TODAY)]
    assert "utter_as_of" not in said(decision)


async def test_day_is_forgotten_with_the_next_question(talk: Talk):
    await talk.say("tính đến 10/6/2024 tài khoản cũ còn dùng được không")
    decision = await talk.say("hạn chót là khi nào")
    assert occasions(decision) == [("deadline-overview", "citizen", TODAY)]
    assert decision.tracker.slots["as_of"] is None


async def test_day_without_a_topic_asks_for_the_question(talk: Talk):
    decision = await talk.say("thế còn ngày 20/6/2024?")
    assert said(decision) == ["utter_state_date"]
    assert decision.outcome is Outcome.CLARIFY


async def test_small_talk_between_keeps_the_topic(talk: Talk):
    await talk.say_all("tài khoản cũ còn dùng được không", "xin chào")
    assert (await talk.say("còn doanh nghiệp thì sao")).topics == ("old-account-after-cutoff",)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tính đến 10/6/2024 tài khoản cũ còn dùng được không", "10/6/2024"),
        ("as of 10 June 2024 does it still work?", "10 June 2024"),
    ],
)
async def test_question_as_of_a_day_is_answered_as_of_it_and_says_so(
    talk: Talk, text: str, day: str
):
    decision = await talk.say(text)
    assert said(decision) == ["utter_as_of", "utter_faq_old-account-after-cutoff"]
    assert day in decision.replies[0].text
    assert occasions(decision)[0][2] == "2024-06-10"


async def test_answer_as_of_a_day_names_the_sources_of_that_day(talk: Talk):
    today = await talk.say("tài khoản cũ còn dùng được không")
    assert "59/2022/NĐ-CP" not in [source.number for source in today.sources]
    decision = await talk.say("tính đến 10/6/2024 tài khoản cũ còn dùng được không")
    numbers = [source.number for source in decision.sources]
    assert "59/2022/NĐ-CP" in numbers
    assert "69/2024/NĐ-CP" not in numbers


async def test_question_as_of_a_day_to_come_is_answered_as_of_today(talk: Talk):
    decision = await talk.say("tính đến 5/5/2035 hạn chót là khi nào")
    assert said(decision) == ["utter_faq_deadline-overview"]
    assert occasions(decision)[0][2] == TODAY


async def test_question_as_of_a_day_before_the_first_is_answered_as_of_the_first(talk: Talk):
    decision = await talk.say("tính đến 1/1/2020 hạn chót là khi nào")
    assert said(decision)[0] == "utter_as_of"
    assert "11/1/2024" in decision.replies[0].text


async def test_day_that_is_today_needs_no_mention(dialogue: Dialogue):
    decision = await Talk(dialogue, JUNE).say("tính đến 10/6/2024 tài khoản cũ còn dùng được không")
    assert said(decision) == ["utter_faq_old-account-after-cutoff"]


async def test_false_premise_is_corrected_before_the_answer(talk: Talk):
    decision = await talk.say("hạn là 31/12/2026 đúng không")
    assert said(decision) == ["utter_date_not_known", "utter_faq_deadline-overview"]
    assert "31/12/2026" in decision.replies[0].text
    assert decision.outcome is Outcome.ANSWERED
    assert decision.topics == ("deadline-overview",)


async def test_birthday_beside_a_question_that_is_not_about_days_is_left_alone(talk: Talk):
    decision = await talk.say("tôi sinh 5/3/1990, đăng ký mức 2 thế nào")
    assert said(decision) == ["utter_faq_get-level2"]
