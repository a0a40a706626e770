"""Whatever is said: forms come back to their slot, turns end, nothing raises."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.decision import Decision
from bot.conversation.dialogue import Dialogue
from bot.conversation.events import LISTEN
from bot.conversation.tracker import Tracker
from bot.messages import ChannelName, InboundMessage
from tests.oracle.desk import make_desk

DESK = make_desk()
BEGIN = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)

FORMS = {
    "trip_form": (
        [
            "/request_trip",
            '/inform{"city":"Hue"}',
            '/inform{"city":"Vinh"}',
            '/inform{"number":"2"}',
        ],
        ["city_from", "city_to", "seats", "insured"],
        "/affirm",
    ),
    "contact_form": (
        ["/request_contact", '/inform{"name":"An"}'],
        ["name", "phone"],
        '/inform{"number":"1"}',
    ),
    "visit_form": (
        ["/request_visit", '/inform{"number":"3"}'],
        ["day", "guide"],
        "/deny",
    ),
}
"""How each form is walked through, the slot it asks for after each message, and the last answer."""
PLACES = [(form, place) for form, (walk, _, _) in FORMS.items() for place in range(len(walk))]
INTERRUPTIONS = [
    "/greet",
    "/bye",
    "/help",
    "/ask_weather",
    '/ask_weather{"quiet":"x"}',
    "/like",
    "/promote",
    "/chain",
    "/tag",
    "/odd",
    "/crash",
    "/refuse",
    "/follow",
    "/explain",
    "/rate",
    "hello",
    "!!!",
    "",
]


async def say(messages: Iterable[str], tracker: Tracker | None = None) -> Decision:
    """Return what the last of some messages leads to."""
    tracker = tracker or DESK.begin("someone")
    decision = None
    for count, text in enumerate(messages):
        message = InboundMessage(channel=ChannelName.REST, sender_id="someone", text=text)
        now = BEGIN + timedelta(seconds=count)
        decision = await DESK.decide(tracker, message, now)
        tracker = decision.tracker
    assert decision is not None
    return decision


@pytest.mark.parametrize(("form", "place"), PLACES)
@given(interruptions=st.lists(st.sampled_from(INTERRUPTIONS), min_size=1, max_size=5))
@settings(max_examples=25, deadline=None)
async def test_any_interruption_of_any_form_returns_to_the_same_slot(form, place, interruptions):
    walk, slots, last = FORMS[form]
    begun = await say(walk[: place + 1])
    assert (begun.tracker.active_loop, begun.tracker.requested_slot) == (form, slots[place])
    interrupted = await say(interruptions, begun.tracker)
    assert interrupted.tracker.active_loop == form
    assert interrupted.tracker.requested_slot == slots[place]
    answer = [*walk, last][place + 1]
    undisturbed = await say([answer], begun.tracker)
    resumed = await say([answer], interrupted.tracker)
    assert resumed.tracker.requested_slot == undisturbed.tracker.requested_slot
    assert resumed.tracker.active_loop == undisturbed.tracker.active_loop
    assert resumed.replies == undisturbed.replies


@pytest.mark.parametrize(("form", "place"), PLACES)
@pytest.mark.parametrize("interruption", ["/greet", "/help", "/ask_weather", "/bye"])
async def test_the_question_is_asked_again_after_an_answer_to_another(form, place, interruption):
    asked = await say(FORMS[form][0][: place + 1])
    again = await say([interruption], asked.tracker)
    assert again.replies[-1] == asked.replies[-1]
    assert len(again.replies) > 1


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)
KNOWN = st.sampled_from(DESK.catalogue.domain.payload_intents)
ENTITIES = st.dictionaries(
    st.sampled_from(DESK.catalogue.domain.entities) | st.text(max_size=4), VALUES, max_size=3
)
PAYLOADS = st.builds(lambda intent, given: f"/{intent}{json.dumps(given)}", KNOWN, ENTITIES)
MESSAGES = PAYLOADS | KNOWN.map("/{}".format) | st.text(max_size=30) | st.just("yes")


@given(messages=st.lists(MESSAGES, min_size=1, max_size=12))
@settings(max_examples=200, deadline=None)
async def test_every_turn_ends_and_a_form_that_goes_on_waits_for_a_slot(messages):
    tracker = DESK.begin("someone")
    for message in messages:
        decision = await say([message], tracker)
        tracker = decision.tracker
        assert tracker.latest_action_name == LISTEN
        assert tracker.followup is None
        if tracker.active_loop and not tracker.is_paused:
            assert tracker.requested_slot is not None


@given(text=st.text())
@settings(max_examples=100, deadline=None)
async def test_no_text_breaks_a_turn_inside_a_form(text):
    begun = await say(FORMS["trip_form"][0])
    decision = await say([text], begun.tracker)
    assert decision.tracker.latest_action_name == LISTEN


def test_desk_has_a_walk_for_every_form():
    assert isinstance(DESK, Dialogue)
    assert set(FORMS) == set(DESK.catalogue.domain.forms)
