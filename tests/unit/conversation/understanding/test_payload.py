"""Buttons speak in payloads; broken and unknown ones are ordinary words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.understanding.payload import read_payload

INTENTS = frozenset(["faq_link-overview", "state_account_type"])


def test_a_payload_names_its_intent():
    payload = read_payload("/faq_link-overview", INTENTS)

    assert payload.intent == "faq_link-overview"
    assert payload.entities == ()


def test_a_payload_carries_entities():
    text = '/state_account_type{"account_type":"enterprise","language":["vi","en"]}'

    payload = read_payload(text, INTENTS)

    assert [(one.entity, one.value) for one in payload.entities] == [
        ("account_type", "enterprise"),
        ("language", "vi"),
        ("language", "en"),
    ]
    assert payload.entities[0].extractor == "RegexMessageHandler"


@pytest.mark.parametrize(
    "text",
    [
        "/unknown",
        "/",
        "//faq_link-overview",
        "faq_link-overview",
        " /faq_link-overview",
        '/state_account_type{"account_type"}',
        "/state_account_type{broken",
        "/state_account_type[1]",
        "/faq_link-overview xin chào",
        "/state_account_type{" + '{"a":' * 5_000 + "}",
    ],
)
def test_what_is_no_payload_is_left_to_the_classifier(text):
    assert read_payload(text, INTENTS) is None


@given(st.text('/faq_link-overview{}":[], ', max_size=80))
def test_reading_payloads_never_raises(text):
    read_payload("/state_account_type" + text, INTENTS)


@pytest.mark.parametrize("escape", [r"\ud800", r"\u0000", r"\u202e", r"\udfff x"])
@pytest.mark.parametrize("entities", ['{"topic":"%s"}', '{"%s":"x"}', '{"topic":["x","%s"]}'])
def test_what_escapes_bring_in_that_cannot_be_seen_makes_it_no_payload(escape, entities):
    assert read_payload("/faq_link-overview" + entities % escape, INTENTS) is None
