"""The actions of follow-ups by themselves: what they want said, and which slots they set."""

import pytest

from bot.conversation.actions.account import SUBJECTS, AnswerForAccount
from bot.conversation.actions.date import AnswerForDate
from bot.conversation.actions.troubles import MOST_TRIES, AnswerStillFailing
from bot.knowledge.accounts import AccountType
from tests.unit.conversation.actions.alone import run_alone, said, slots_of
from tests.unit.conversation.reading import real_content


@pytest.mark.parametrize(
    ("topic", "account", "response"),
    [
        ("hotline", "enterprise", "utter_faq_hotline"),
        ("hotline", "citizen", "utter_faq_hotline"),
        ("org-deadline", "agency", "utter_faq_org-deadline"),
        ("org-deadline", "foreigner", "utter_faq_foreigner-eligibility"),
        ("org-deadline", "guardian", "utter_faq_who-must-switch"),
        ("foreigner-eligibility", "enterprise", "utter_faq_org-deadline"),
        (None, "enterprise", "utter_state_account_type"),
        ("hotline", None, "utter_ask_account_type"),
        (None, None, "utter_ask_account_type"),
        ("org-deadline", None, "utter_ask_account_type"),
    ],
)
async def test_last_topic_is_answered_for_the_account(topic, account, response):
    result = await run_alone(AnswerForAccount(), {"topic": topic, "account_type": account})
    assert said(result) == [response]
    assert result.events == ()


def test_subjects_are_account_types_and_topics():
    assert set(SUBJECTS) <= set(AccountType)
    assert set(SUBJECTS.values()) | {"who-must-switch"} <= set(real_content().topics)


@pytest.mark.parametrize(
    ("topic", "response"), [("hotline", "utter_faq_hotline"), (None, "utter_state_date")]
)
async def test_last_topic_is_answered_for_the_day(topic, response):
    result = await run_alone(AnswerForDate(), {"topic": topic, "as_of": "2024-06-20"})
    assert said(result) == [response]
    assert result.events == ()


@pytest.mark.parametrize(
    ("tries", "topic", "response"),
    [
        (0, "link-overview", "utter_try_once_more"),
        (None, "link-overview", "utter_try_once_more"),
        (0, None, "utter_what_fails"),
        (MOST_TRIES - 1, "link-overview", "utter_request_officer"),
        (MOST_TRIES - 1, None, "utter_request_officer"),
        (MOST_TRIES + 5, "link-overview", "utter_request_officer"),
    ],
)
async def test_failed_tries_lead_to_a_person(tries, topic, response):
    result = await run_alone(AnswerStillFailing(), {"tries": tries, "topic": topic})
    reasons = [one["custom"]["values"]["reason"] for one in result.messages if one["custom"]]
    assert [one for one in said(result) if one] == [response]
    assert reasons == (["still_failing"] if response == "utter_request_officer" else [])
    assert slots_of(result) == {"tries": (tries or 0) + 1}
