"""Asking back, and switching the language, as actions by themselves."""

import pytest

from bot.conversation.actions.clarification import (
    LEAST_BEST,
    LEAST_CONFIDENCE,
    MOST_CHOICES,
    URGENT,
    AskClarification,
)
from bot.conversation.actions.language import SwitchLanguage
from tests.unit.conversation.actions.alone import naming, run_alone, said, slots_of

OFFERED = {"faq_hotline", "faq_link-overview", "faq_deadline-overview", "ask_help", "faq_reminders"}


def ranking(*confidences: float, names: tuple[str, ...] = tuple(sorted(OFFERED))):
    guesses = zip(names, confidences, strict=False)
    return {
        "intent_ranking": [{"name": name, "confidence": chance} for name, chance in guesses],
    }


async def ask_back(message, misses: float = 0):
    return await run_alone(AskClarification(OFFERED), {"misses": misses}, message)


async def test_likeliest_topics_are_offered_best_first():
    result = await ask_back(ranking(0.4, 0.2, 0.1, 0.09))
    assert said(result) == ["utter_ask_clarification"]
    payloads = [button["payload"] for button in result.messages[0]["buttons"]]
    assert payloads == [f"/{name}" for name in sorted(OFFERED)[:MOST_CHOICES]]
    assert slots_of(result) == {"misses": 1}


@pytest.mark.parametrize("intent", sorted(URGENT))
async def test_what_to_do_at_once_is_said_where_something_urgent_may_be_meant(intent: str):
    action = AskClarification({intent, "faq_hotline"})
    message = ranking(0.4, 0.2, names=(intent, "faq_hotline"))
    result = await run_alone(action, {"misses": 0}, message)
    assert said(result) == ["utter_ask_whether_urgent"]
    assert len(result.messages[0]["buttons"]) == 2


async def test_unlikely_urgent_topic_is_only_offered():
    action = AskClarification({"faq_scam-calls-apps", "faq_hotline"})
    message = ranking(0.4, 0.2, names=("faq_hotline", "faq_scam-calls-apps"))
    result = await run_alone(action, {"misses": 0}, message)
    assert said(result) == ["utter_ask_clarification"]


async def test_guess_not_worth_a_button_is_left_out():
    result = await ask_back(ranking(0.4, LEAST_CONFIDENCE, LEAST_CONFIDENCE - 0.01))
    assert len(result.messages[0]["buttons"]) == 2


async def test_guess_without_a_title_is_left_out():
    result = await ask_back(ranking(0.4, 0.3, names=("insult", "faq_hotline")))
    assert result.messages[0]["buttons"] == [{"payload": "/faq_hotline"}]


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"intent_ranking": None},
        {"intent_ranking": []},
        ranking(LEAST_BEST - 0.01, 0.2),
        ranking(0.45, names=("insult",)),
    ],
)
async def test_other_words_are_asked_for_when_no_guess_is_good(message):
    result = await ask_back(message)
    assert said(result) == ["utter_ask_rephrase"]
    assert slots_of(result) == {"misses": 1}


@pytest.mark.parametrize("message", [{}, ranking(0.4, 0.3)])
async def test_second_miss_hands_over_to_a_person(message):
    result = await ask_back(message, misses=1)
    assert said(result) == ["utter_fallback", None]
    assert result.messages[1]["custom"]["values"]["reason"] == "not_understood"
    assert slots_of(result) == {"misses": 2}


@pytest.mark.parametrize(
    ("spoken", "named", "language"),
    [
        ("vi", "en", "en"),
        ("en", "en", "en"),
        ("en", "vi", "vi"),
        ("vi", None, "en"),
        ("en", None, "vi"),
        (None, None, "en"),
        ("vi", "fr", "en"),
    ],
)
async def test_language_named_is_spoken_else_the_other_one(spoken, named, language):
    message = naming("language", named) if named else {}
    result = await run_alone(SwitchLanguage(), {"language": spoken}, message)
    assert slots_of(result) == {"language": language}
    assert [one["name"] for one in result.events if one["event"] == "followup"] == [
        "utter_switch_language"
    ]
    assert result.messages == ()
