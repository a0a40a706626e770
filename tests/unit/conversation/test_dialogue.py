"""What follows from a message: outcome, replies, events, slots."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.dialogue import Dialogue
from bot.messages import Language, Outcome
from tests.unit.conversation.scripted import EN, JUNE, SCRIPT, VI, Talk, make_dialogue, said, told

DIALOGUE = make_dialogue()


@pytest.fixture(scope="module")
def dialogue() -> Dialogue:
    return DIALOGUE


@pytest.fixture
def talk(dialogue: Dialogue) -> Talk:
    return Talk(dialogue)


@pytest.mark.parametrize(
    ("text", "responses", "outcome", "topics"),
    [
        ("đăng nhập bằng gì", ["utter_faq_sole-login-method"], "answered", ("sole-login-method",)),
        ("xin chào", ["utter_greet"], "answered", ("small-talk",)),
        ("hỏi được gì", ["utter_ask_help"], "command", ()),
        ("nói tiếng Anh", ["utter_switch_language"], "command", ()),
        ("giá vàng", ["utter_out_of_scope"], "out_of_scope", ("oos-neighbour",)),
        ("blah blah", ["utter_ask_clarification"], "clarify", ()),
        ("gì gì đó", ["utter_ask_rephrase"], "clarify", ()),
        ("tôi hỏi cho người khác", ["utter_ask_account_type"], "clarify", ()),
        ("tôi là công ty", ["utter_state_account_type"], "clarify", ()),
        ("", ["utter_empty"], "clarify", ()),
        ("   \n\t", ["utter_empty"], "clarify", ()),
        ("👍🎉", ["utter_no_words"], "clarify", ()),
        ("a" * 2001, ["utter_too_long"], "clarify", ()),
        ("a" * 100_000, ["utter_too_long"], "clarify", ()),
    ],
)
async def test_message_has_its_outcome(
    talk: Talk, text: str, responses: list[str], outcome: str, topics: tuple[str, ...]
):
    decision = await talk.say(text)
    assert said(decision) == responses
    assert decision.outcome is Outcome(outcome)
    assert decision.topics == topics


async def test_answer_names_facts_sources_and_confidence(talk: Talk):
    decision = await talk.say("đăng nhập bằng gì")
    assert decision.facts == ("sole-login", "either-login")
    assert [source.number for source in decision.sources] == ["3701/VPCP-KSTT", "59/2022/NĐ-CP"]
    assert decision.confidence == 0.95
    [reply] = decision.replies
    assert reply.text.startswith("Đăng nhập bằng VNeID.")
    assert "Nguồn: Công văn 3701/VPCP-KSTT (29/5/2024), mục 2" in reply.text


async def test_answer_is_that_of_the_day_in_vietnam(dialogue: Dialogue):
    decision = await Talk(dialogue, JUNE).say("how do I log in")
    assert decision.replies[0].text.startswith("For now log in with the old account")
    last_moment = JUNE.replace(day=14, hour=16, minute=59)
    assert "For now" in (await Talk(dialogue, last_moment).say("how do I log in")).replies[0].text
    midnight = JUNE.replace(day=14, hour=17)
    assert "Since" in (await Talk(dialogue, midnight).say("how do I log in")).replies[0].text


async def test_too_long_message_is_told_the_limit_and_kept_in_part(talk: Talk):
    decision = await talk.say("a" * 5000)
    assert "2.000 ký tự" in decision.replies[0].text
    assert len(decision.text) == 500


async def test_events_stand_in_the_order_of_rasa(talk: Talk):
    first = await talk.say("đăng nhập bằng gì")
    assert told(first.events) == [
        "action action_session_start",
        "session_started",
        "action action_listen",
        "user",
        "slot language",
        "action utter_faq_sole-login-method",
        "bot",
        "slot topic",
        "action action_listen",
    ]
    second = await talk.say("đăng nhập bằng gì")
    assert told(second.events) == [
        "user",
        "action utter_faq_sole-login-method",
        "bot",
        "action action_listen",
    ]


async def test_message_of_the_citizen_is_told_as_rasa_tells_it(talk: Talk):
    decision = await talk.say("công ty đăng nhập bằng gì")
    [user] = [event for event in decision.events if event["event"] == "user"]
    assert user["text"] == "công ty đăng nhập bằng gì"
    assert user["input_channel"] == "rest"
    assert user["message_id"] == "m1"
    assert user["parse_data"]["intent"] == {"name": "faq_sole-login-method", "confidence": 0.95}
    assert [entity["value"] for entity in user["parse_data"]["entities"]] == ["enterprise"]


async def test_all_events_have_the_time_of_the_turn(talk: Talk):
    decision = await talk.say("nói tiếng Anh")
    assert {event["timestamp"] for event in decision.events} == {talk.now.timestamp()}


async def test_tracker_waits_for_the_citizen_after_every_message(talk: Talk):
    for text in (*SCRIPT, "", "blah", "👍", "a" * 3000):
        decision = await talk.say(text)
        assert decision.tracker.latest_action_name == "action_listen"
        assert decision.replies


async def test_language_of_the_message_is_spoken_at_once(talk: Talk):
    assert (await talk.say("xin chào")).language is VI
    english = await talk.say("how do I log in")
    assert english.language is EN
    assert english.replies[0].text.startswith("Log in with VNeID.")
    assert (await talk.say("đăng nhập bằng gì")).replies[0].text.startswith("Đăng nhập")


async def test_language_is_switched_on_request_in_the_same_reply(talk: Talk):
    decision = await talk.say("nói tiếng Anh")
    assert decision.language is EN
    assert decision.replies[0].text == "I answer in English from now on."
    assert decision.tracker.language is EN


async def test_other_language_is_spoken_when_none_is_named(talk: Talk):
    assert (await talk.say("đổi ngôn ngữ")).language is EN


@pytest.mark.parametrize("locale", Language)
async def test_wordless_first_message_is_answered_in_the_language_of_the_channel(
    talk: Talk, locale: Language
):
    assert (await talk.say("", locale)).language is locale


async def test_account_that_was_stated_is_kept(talk: Talk):
    assert "doanh nghiệp" in (await talk.say("tôi là công ty")).replies[0].text
    decision = await talk.say("đăng nhập bằng gì")
    assert "doanh nghiệp chờ Bộ Công an" in decision.replies[0].text
    assert decision.facts == ("companies-wait",)


async def test_account_that_was_only_mentioned_holds_for_one_message(talk: Talk):
    mentioned = await talk.say("công ty đăng nhập bằng gì")
    assert mentioned.facts == ("companies-wait",)
    assert (await talk.say("đăng nhập bằng gì")).facts == ("sole-login", "either-login")


async def test_follow_up_answers_the_last_topic_for_another_account(talk: Talk):
    decision = await talk.say_all("đăng nhập bằng gì", "còn công ty thì sao")
    assert said(decision) == ["utter_faq_sole-login-method"]
    assert decision.facts == ("companies-wait",)
    assert decision.topics == ("sole-login-method",)
    assert decision.outcome is Outcome.ANSWERED


async def test_second_miss_in_a_row_hands_over_to_a_person(talk: Talk):
    first, second = await talk.say("blah"), await talk.say("blah blah")
    assert said(first) == ["utter_ask_clarification"]
    assert said(second) == ["utter_fallback"]
    assert second.outcome is Outcome.HANDOFF
    assert [effect.name for effect in second.effects] == ["open_ticket"]


async def test_message_that_is_understood_ends_the_misses(talk: Talk):
    assert said(await talk.say_all("blah", "xin chào", "blah")) == ["utter_ask_clarification"]


async def test_clarification_offers_three_titled_choices_at_most(talk: Talk):
    [reply] = (await talk.say("blah")).replies
    assert [(button.title, button.payload) for button in reply.buttons] == [
        ("Đăng nhập Cổng bằng gì?", "/faq_sole-login-method"),
        ("Không đưa OTP cho ai", "/faq_never-share-secrets"),
        ("Hỏi được những gì?", "/ask_help"),
    ]


async def test_same_state_and_message_give_the_same_decision(talk: Talk):
    await talk.say("đăng nhập bằng gì")
    tracker = talk.tracker
    one = await talk.say("còn công ty thì sao")
    talk.tracker = tracker
    assert await talk.say("còn công ty thì sao") == one


TEXTS = st.one_of(st.text(max_size=300), st.sampled_from(sorted(SCRIPT)))


@given(st.lists(TEXTS, min_size=1, max_size=5))
async def test_no_conversation_ever_raises_or_ends_in_silence(texts: list[str]):
    talk = Talk(DIALOGUE)
    for text in texts:
        before = repr(talk.tracker)
        tracker = talk.tracker
        decision = await talk.say(text)
        assert repr(tracker) == before
        assert decision.replies
        assert all(reply.text.strip() for reply in decision.replies)
        assert told(decision.events)[-1] == "action action_listen"


async def test_bare_short_number_asks_nothing(talk: Talk):
    decision = await talk.say("1")
    assert decision.outcome is Outcome.CLARIFY
