"""What Rasa's events tell of the turn before the last message."""

from bot.conversation.actions.last_turn import (
    is_new_session,
    slot_before,
    topic_answered,
    wording_said,
)

LISTEN = {"event": "action", "name": "action_listen"}
MESSAGE = {"event": "user"}


def said(response: str, variation: str = "") -> dict[str, object]:
    metadata = {"utter_action": response, "metadata": {"variation": variation}}
    return {"event": "bot", "metadata": metadata}


def test_topic_and_wording_are_those_of_the_latest_answer_of_the_turn():
    events = [MESSAGE, said("utter_faq_a", "a#1"), said("utter_faq_b", "b#2"), LISTEN, MESSAGE]
    assert (topic_answered(events), wording_said(events)) == ("b", "b#2")


def test_answer_of_an_earlier_turn_does_not_count():
    events = [MESSAGE, said("utter_faq_a", "a#1"), MESSAGE, said("utter_greet"), MESSAGE]
    assert (topic_answered(events), wording_said(events)) == (None, None)


def test_what_was_said_after_the_message_does_not_count():
    assert topic_answered([MESSAGE, MESSAGE, said("utter_faq_a")]) is None


def test_text_without_metadata_is_no_answer():
    assert topic_answered([MESSAGE, {"event": "bot", "metadata": None}, MESSAGE]) is None


def test_first_message_of_a_session_is_told_from_the_next():
    events = [{"event": "session_started"}, LISTEN, MESSAGE]
    assert is_new_session(events)
    assert not is_new_session([*events, LISTEN, MESSAGE])
    assert is_new_session([*events, {"event": "session_started"}, MESSAGE])


def test_value_of_a_slot_before_the_message_is_told():
    events = [
        MESSAGE,
        {"event": "slot", "name": "a", "value": 1},
        MESSAGE,
        {"event": "slot", "name": "a", "value": 2},
    ]
    assert slot_before(events, "a") == 1
    assert slot_before(events, "b") is None
