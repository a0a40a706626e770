"""Actions served to Rasa come in words, and answer as of the day that was asked about."""

from pathlib import Path

from tests.content.small_tree import COMMON_EN, COMMON_VI, Tree
from tests.unit.conversation.actions.rasa_side import RasaSide
from tests.unit.conversation.scripted import SOLE_LOGIN

TOPIC = SOLE_LOGIN.removeprefix("faq_")


async def test_offered_buttons_have_titles_in_the_language_spoken():
    rasa = RasaSide()
    await rasa.hear("hello")
    rasa.slots["misses"] = 0
    rasa.events[-1]["parse_data"]["intent_ranking"] = [{"name": SOLE_LOGIN, "confidence": 0.4}]
    said = await rasa.act("action_ask_clarification")
    assert [message["response"] for message in said] == ["utter_ask_clarification"]
    assert said[0]["buttons"] == [{"title": "How to log in", "payload": f"/{SOLE_LOGIN}"}]


async def test_answer_of_today_is_left_to_the_exported_responses():
    rasa = RasaSide()
    await rasa.hear("tôi là công ty")
    rasa.slots["topic"] = TOPIC
    said = await rasa.act("action_answer_for_account")
    assert [(one["response"], one["text"]) for one in said] == [(f"utter_{SOLE_LOGIN}", None)]


async def test_answer_of_an_earlier_day_is_said_with_the_day(tmp_path: Path):
    tree = Tree(tmp_path / "tree")
    tree.append(COMMON_VI, '  utter_as_of:\n    - text: "Vào ngày {day}:"\n')
    tree.append(COMMON_EN, '  utter_as_of:\n    - text: "On {day}:"\n')
    rasa = RasaSide(today="2024-06-20", content=tree.root)
    await rasa.hear("tôi hỏi cho người khác")
    rasa.slots |= {"topic": TOPIC, "as_of": "2024-06-10", "account_type": "citizen"}
    before, answer = await rasa.act("action_answer_for_account")
    assert before["text"] == "Vào ngày 10/6/2024:"
    assert answer["text"].startswith("Lúc này đăng nhập bằng tài khoản cũ hoặc VNeID.")
    assert answer["utter_action"] == f"utter_{SOLE_LOGIN}"
    assert answer["buttons"][0] == {"title": "Giữ kín OTP", "payload": "/faq_never-share-secrets"}


async def test_answer_of_a_day_to_come_is_that_of_today():
    rasa = RasaSide(today="2024-06-20")
    await rasa.hear("tôi là công ty")
    rasa.slots |= {"topic": TOPIC, "as_of": "2030-01-01"}
    said = await rasa.act("action_answer_for_account")
    assert [one["response"] for one in said] == [f"utter_{SOLE_LOGIN}"]


async def test_account_that_only_our_reader_finds_is_answered_for():
    rasa = RasaSide()
    await rasa.hear("đăng nhập bằng gì")
    rasa.answer(f"utter_{SOLE_LOGIN}", f"utter_{SOLE_LOGIN}#3")
    await rasa.hear("còn công ty thì sao")
    said = await rasa.act("action_answer_for_account")
    assert [one["response"] for one in said] == [f"utter_{SOLE_LOGIN}"]
