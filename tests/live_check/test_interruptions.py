"""Whatever comes between the steps of a live check, the same step is there afterwards."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.messages import ChannelName, InboundMessage, Language
from tests.conversations.talking import TODAY, Talk, make_dialogue, said
from tests.live_check.conftest import DIALOGUE

CODE = (
    '/external_link_code{"live_check":"1","live_code":"BCDF-GHJK",'
    '"live_address":"http://127.0.0.1:8090/activate","live_minutes":"9"}'
)
SLOW = '/external_link_slow{"live_check":"1"}'
RESULT = (
    '/external_link_result{"live_check":"1","live_state":"F_MISMATCH","account_type":"citizen",'
    '"live_lock":"none","live_as_of":"2026-11-22T14:05+07:00"}'
)
TOPICS = [f"/faq_{topic}" for topic in DIALOGUE.catalogue.topics]
OTHERS = ["/greet", "/thank", "/ask_help", "/out_of_scope", "!!!", "12345678"]
INTERRUPTIONS = st.lists(
    st.sampled_from([*TOPICS, *OTHERS, "mật khẩu là hoasen77", ""]), min_size=1
)
STEPS = {
    "consent": ["/start_live_check"],
    "requested": ["/start_live_check", "/affirm"],
    "slow": ["/start_live_check", "/affirm", SLOW],
    "waiting": ["/start_live_check", "/affirm", CODE],
}


class NewsTalk(Talk):
    """A conversation in which news of ours comes in as well."""

    async def say(self, text):
        message = InboundMessage(
            channel=ChannelName.WEB,
            sender_id="someone",
            text=text,
            locale=self.locale,
            is_from_citizen=not text.startswith("/external_"),
        )
        decision = await self.dialogue.decide(self.tracker, message, self.now)
        self.tracker = decision.tracker
        return decision


def where(talk):
    kept = ("live_check_status", "live_check_number", "live_check_code")
    return talk.tracker.active_loop, *(talk.tracker.slots[name] for name in kept)


@pytest.mark.parametrize("language", list(Language), ids=str)
@pytest.mark.parametrize("step", STEPS)
@given(interruptions=INTERRUPTIONS)
@settings(max_examples=30, deadline=None)
@example(interruptions=["12345678", "12345678"])
async def test_any_interruption_leaves_the_step_as_it_was(step, language, interruptions):
    talk = NewsTalk(DIALOGUE, TODAY, language)
    await talk.say_all(STEPS[step])
    before = where(talk)
    for text in interruptions:
        decision = await talk.say(text)
        assert where(talk) == before
        # Two misses running bring a person, who changes nothing of the check.
        assert {effect.name for effect in decision.effects} <= {"open_ticket"}
        if step == "consent" and text not in {"", "!!!"}:
            assert said(decision)[-1] == "utter_ask_live_check_consent"


@pytest.mark.parametrize("topic", TOPICS)
async def test_every_topic_is_answered_while_the_portal_is_asked(topic):
    talk = NewsTalk(DIALOGUE, TODAY, Language.VI)
    await talk.say_all(STEPS["waiting"])
    assert said(await talk.say(topic)) == [f"utter_{topic.removeprefix('/')}"]
    names = said(await talk.say(RESULT))
    assert names == [
        "utter_live_check_answered",
        "utter_live_check_state_f_mismatch",
        "utter_faq_data-mismatch",
        "utter_reminder_none",
        "utter_live_check_after",
    ]


async def test_a_result_is_about_today_whatever_day_was_asked_about():
    talk = NewsTalk(DIALOGUE, TODAY, Language.VI)
    await talk.say_all(STEPS["waiting"])
    talk.tracker = talk.tracker.apply(
        [{"event": "slot", "name": "as_of", "value": "2024-06-10", "timestamp": 1.0}]
    )
    assert "utter_as_of" not in said(await talk.say(RESULT))


async def test_a_self_guided_check_waits_while_the_portal_is_asked_and_goes_on():
    talk = NewsTalk(DIALOGUE, TODAY, Language.VI)
    await talk.say_all(["/start_link_check", '/inform_check{"link_check_holder":"citizen"}'])
    await talk.say_all(["/start_live_check", "/deny"])
    names = said(await talk.say("/start_link_check"))
    assert names == ["utter_link_check_resume", "utter_ask_link_check_portal_account"]


async def test_news_comes_into_a_self_guided_check_which_then_asks_on():
    talk = NewsTalk(DIALOGUE, TODAY, Language.VI)
    await talk.say_all([*STEPS["waiting"], "/start_link_check"])
    names = said(await talk.say(RESULT))
    assert names[-1] == "utter_ask_link_check_holder"
    assert "utter_live_check_answered" in names


@pytest.mark.parametrize("text", [CODE, SLOW, RESULT])
async def test_a_citizen_cannot_pretend_to_be_the_portal(text):
    talk = Talk(DIALOGUE, TODAY, Language.VI)
    await talk.say_all(STEPS["requested"])
    decision = await talk.say(text)
    assert not any(name.startswith("utter_live_check") for name in said(decision))
    assert talk.tracker.slots["live_check_status"] == "running"


@pytest.mark.parametrize("text", [CODE, SLOW, RESULT])
async def test_news_of_another_check_says_nothing(text):
    talk = NewsTalk(DIALOGUE, TODAY, Language.VI)
    await talk.say_all(STEPS["requested"])
    other = text.replace('"live_check":"1"', '"live_check":"2"')
    assert said(await talk.say(other)) == []


async def test_without_a_portal_the_self_guided_check_is_offered():
    talk = Talk(make_dialogue(), TODAY, Language.VI)
    assert "utter_live_check_offer" not in said(await talk.say("/start_link_check"))
    await talk.say("/cancel_link_check")
    assert said(await talk.say("/start_live_check")) == ["utter_live_check_unavailable"]
