"""What is kept of a conversation between two messages."""

import json

from bot.content.catalogue import load_catalogue
from bot.content.rule_state import State
from bot.conversation.snapshot import restore, take
from bot.conversation.tracker import Loop, Tracker, new_tracker
from tests.content.small_tree import SMALL_CONTENT
from tests.oracle.desk import make_desk

DOMAIN = load_catalogue(SMALL_CONTENT).domain


def test_nothing_is_kept_of_a_new_conversation():
    assert restore("someone", DOMAIN, {}) == new_tracker("someone", DOMAIN)


def test_conversation_comes_back_as_it_was():
    desk = make_desk().catalogue.domain
    initial = new_tracker("someone", desk).slots
    tracker = Tracker(
        sender_id="someone",
        initial_slots=initial,
        slots={**initial, "name": "An", "vip": True},
        loop=Loop("contact_form", is_rejected=True),
        latest_action_name="action_listen",
        followup=None,
        is_paused=True,
        latest_event_at=2.0,
        heard_at=1.0,
        history=(State(), State("utter_a", "greet", ("city",), "x", (("vip", (1.0, 1.0)),))),
    )
    assert restore("someone", desk, json.loads(json.dumps(take(tracker)))) == tracker


def test_slots_and_forms_unknown_by_now_are_gone():
    kept = {
        "slots": {"gone": 1, "topic": "x"},
        "loop": {"name": "gone_form", "is_rejected": False},
        "latest_action_name": "action_listen",
        "latest_event_at": 1.0,
    }
    tracker = restore("someone", DOMAIN, kept)
    assert tracker.slots["topic"] == "x"
    assert "gone" not in tracker.slots
    assert tracker.loop is None


def test_conversation_of_an_earlier_version_goes_on():
    kept = {"slots": {}, "latest_action_name": "action_listen", "latest_event_at": 5.0}
    tracker = restore("someone", DOMAIN, kept)
    assert (tracker.heard_at, tracker.history, tracker.followup) == (5.0, (), None)


def test_little_is_kept_of_a_plain_conversation():
    tracker = new_tracker("someone", DOMAIN).apply([{"event": "action", "name": "action_listen"}])
    assert set(take(tracker)) == {
        "slots",
        "latest_action_name",
        "latest_event_at",
        "heard_at",
        "history",
    }
