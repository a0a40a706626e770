"""Our count of SMS segments beside Twilio's own calculator (sms-segments-calculator)."""

import json

import pytest

from bot.content.sms import costly_characters, count_segments

pytestmark = pytest.mark.peers


def test_every_text_of_the_calculator_is_counted_as_it_counts(peers):
    path = peers / "sms" / "segments_fixture.json"
    cases = json.loads(path.read_text(encoding="utf-8"))["cases"]
    theirs = {case["id"]: case["auto"]["segments"] for case in cases}
    ours = {case["id"]: count_segments(case["text"]) for case in cases}
    assert len(cases) >= 10
    assert ours == theirs


def test_characters_that_cost_more_are_those_the_calculator_names(peers):
    path = peers / "sms" / "segments_fixture.json"
    for case in json.loads(path.read_text(encoding="utf-8"))["cases"]:
        is_costly = bool(costly_characters(case["text"]))
        assert is_costly is (case["auto"]["encoding"] != "GSM-7"), case["id"]
