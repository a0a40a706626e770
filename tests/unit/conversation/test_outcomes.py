"""What a response means for the outcome of a turn and for its topic."""

import pytest

from bot.conversation.outcomes import outcome_of, topic_of
from bot.messages import Outcome


@pytest.mark.parametrize(
    ("response", "outcome", "topic"),
    [
        ("utter_faq_link-overview", Outcome.ANSWERED, "link-overview"),
        ("utter_greet", Outcome.ANSWERED, "small-talk"),
        ("utter_insult", Outcome.ANSWERED, "small-talk"),
        ("utter_request_officer", Outcome.HANDOFF, "human-handoff"),
        ("utter_ask_help", Outcome.COMMAND, None),
        ("utter_switch_language", Outcome.COMMAND, None),
        ("utter_out_of_scope", Outcome.OUT_OF_SCOPE, "oos-neighbour"),
        ("utter_fallback", Outcome.OUT_OF_SCOPE, None),
        ("utter_ask_clarification", Outcome.CLARIFY, None),
        ("utter_ask_rephrase", Outcome.CLARIFY, None),
        ("utter_ask_account_type", Outcome.CLARIFY, None),
        ("utter_empty", Outcome.CLARIFY, None),
        ("utter_too_long", Outcome.CLARIFY, None),
        ("utter_error", Outcome.ERROR, None),
    ],
)
def test_response_has_its_outcome_and_topic(response: str, outcome: Outcome, topic: str | None):
    assert outcome_of(response) is outcome
    assert topic_of(response) == topic
